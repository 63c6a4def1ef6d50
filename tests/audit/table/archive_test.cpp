#include "audit/table/archive.h"

#include <zstd.h>

#include "audit/base/file.h"
#include "audit/table/tar_archive.h"
#include "tests/audit/table/read_table.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

std::string zstd_of(const std::string& text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), text.data(), text.size(), 3));
  return out;
}

}  // namespace

TEST_CASE("zstd is transparent", "[table][archive]") {
  const Source source = open_source_bytes(
      "x/liste.csv.zst", zstd_of("id;nom\n1;a\n") + zstd_of("2;b\n"), test_options());
  CHECK(source.info.compression == "zstd");
  CHECK(source.info.format == "csv");
  CHECK(source.info.name == "liste");
  Batch batch;
  REQUIRE(source.tables.at(0)->next(batch));
  CHECK(batch.rows == 2);
}

TEST_CASE("a zstd file that is cut short is refused, a bomb too", "[table][archive]") {
  std::string cut = zstd_of(std::string(5000, 'a') + "\nb\n");
  cut.resize(cut.size() - 3);
  CHECK_THROWS_AS(open_source_bytes("a.csv.zst", cut, test_options()), Error);
  const std::string bomb = zstd_of(std::string(200000000, 'a'));
  CHECK_THROWS_AS(open_source_bytes("a.csv.zst", bomb, test_options()), Error);
}

TEST_CASE("a text is not taken for a tar archive", "[table][archive]") {
  CHECK_FALSE(is_tar(std::string(512, 'a')));
  CHECK_FALSE(is_tar(std::string(512, '\0')));
  CHECK_FALSE(is_tar("court"));
}

TEST_CASE("a workbook is no archive of files", "[table][archive]") {
  const std::string path = std::string(AVAL_SOURCE_DIR) + "/tests/data/table/";
  for (const char* name : {"openpyxl.xlsx", "odfpy.ods"})
    CHECK(open_archive(InputBytes::of_file(path + name), name) == nullptr);
}
