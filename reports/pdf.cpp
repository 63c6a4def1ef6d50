#include "reports/pdf.h"

#include <charconv>
#include <chrono>
#include <optional>
#include <vector>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/process.h"
#include "audit/base/terminal.h"

namespace aval {
namespace {

constexpr std::chrono::seconds kTimeLimit{300};  // a register of thousands of sheets is long

// Where the programs work, and what they know of us.
struct PrintRoom {
  std::string folder;
  std::vector<std::string> environment;

  std::string page() const { return folder + "/page.html"; }
  std::string paper() const { return folder + "/page.pdf"; }
};

int number_at(const std::string& text, std::size_t from, std::size_t length) {
  int value = 0;
  if (from + length <= text.size())
    std::from_chars(text.data() + from, text.data() + from + length, value);
  return value;
}

// Seconds since 1970 of midnight of that day: WeasyPrint dates the fonts it embeds by it.
std::string epoch_of(const std::string& now) {
  using std::chrono::day;
  using std::chrono::month;
  using std::chrono::sys_days;
  using std::chrono::year;
  const sys_days midnight{year{number_at(now, 0, 4)} /
                          month{static_cast<unsigned>(number_at(now, 5, 2))} /
                          day{static_cast<unsigned>(number_at(now, 8, 2))}};
  return std::to_string(std::chrono::sys_seconds(midnight).time_since_epoch().count());
}

std::vector<std::string> environment_for(const std::string& folder, const std::string& now) {
  // Debian's Chromium is started by a script that needs PATH.
  return {"PATH=" + environment_variable("PATH").value_or("/usr/bin:/bin"),
          "HOME=" + folder,
          "TMPDIR=" + folder,
          "LC_ALL=C.UTF-8",
          "TZ=UTC",
          "SOURCE_DATE_EPOCH=" + epoch_of(now)};
}

// Tagged in both; PDF/A-3a came with later versions, PDF/UA-1 with 57. Nothing: an older one.
std::optional<std::string> tagged_variant(const std::string& weasyprint, const PrintRoom& room) {
  const std::string help =
      run_process({{weasyprint, "--help"}, room.environment, kTimeLimit}).output;
  for (const char* variant : {"pdf/a-3a", "pdf/ua-1"})
    if (help.find(variant) != std::string::npos)
      return variant;
  return std::nullopt;
}

std::vector<std::string> weasyprint_call(const PrintRoom& room) {
  const auto program = find_on_path("weasyprint");
  const auto variant = program ? tagged_variant(*program, room) : std::nullopt;
  if (!variant)
    return {};
  return {*program,    "--quiet",    "--pdf-variant", *variant, "--pdf-identifier",
          "aval",      "--encoding", "utf-8",         "--",     room.page(),
          room.paper()};
}

std::optional<std::string> chromium_path() {
  for (const char* name : {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"})
    if (auto path = find_on_path(name))
      return path;
  return std::nullopt;
}

std::vector<std::string> chromium_call(const PrintRoom& room) {
  const auto program = chromium_path();
  if (!program)
    return {};
  std::vector<std::string> call = {*program,
                                   "--headless",
                                   "--disable-gpu",
                                   "--disable-dev-shm-usage",
                                   "--disable-background-networking",
                                   "--disable-component-update",
                                   "--disable-sync",
                                   "--no-first-run",
                                   "--host-resolver-rules=MAP * ~NOTFOUND",
                                   "--user-data-dir=" + room.folder + "/profile",
                                   "--no-pdf-header-footer",
                                   "--export-tagged-pdf",
                                   "--generate-pdf-document-outline",
                                   "--print-to-pdf=" + room.paper()};
  if (is_superuser())
    call.emplace_back("--no-sandbox");  // it refuses to start otherwise; the page has no script
  call.push_back("file://" + room.page());
  return call;
}

// Chromium writes the clock of the machine; the same bytes come from the same day only.
void set_dates(std::string& pdf, const std::string& now) {
  std::string stamp = "(D:";
  for (const char c : now.substr(0, 19))
    if (c >= '0' && c <= '9')
      stamp += c;
  stamp += "+00'00')";
  for (const char* key : {"/CreationDate ", "/ModDate "}) {
    const std::size_t at = pdf.find(std::string(key) + "(D:");
    const std::size_t from = at == std::string::npos ? at : at + std::string_view(key).size();
    if (from != std::string::npos && pdf.find(')', from) == from + stamp.size() - 1)
      pdf.replace(from, stamp.size(), stamp);
  }
}

// The PDF that call makes; empty when it makes none, and then why is in `reason`.
std::string made_by(const std::vector<std::string>& call, const PrintRoom& room,
                    std::string& reason) {
  if (call.empty())
    return {};
  const ProcessEnd end = run_process({call, room.environment, kTimeLimit});
  if (kind_of_file(room.paper()) == FileKind::regular) {
    std::string pdf = read_file(room.paper());
    if (end.exit_code == 0 && pdf.starts_with("%PDF-"))
      return pdf;
  }
  reason = call.front() + (end.timed_out ? ": timeout" : "");
  return {};
}

Error no_program(const std::string& found) {
  const Text way_out = {
      "installez le paquet weasyprint (version 57 ou suivante) ou chromium, ou demandez --format "
      "html et imprimez la page en PDF depuis un navigateur",
      "install the package weasyprint (version 57 or later) or chromium, or ask for --format html "
      "and print the page as PDF from a browser"};
  if (found.empty())
    return {ErrorKind::usage,
            "--format pdf",
            {"aucun programme ne peut faire le PDF : " + way_out.fr,
             "no program can make the PDF: " + way_out.en}};
  return {ErrorKind::input,
          found,
          {"ce programme n'a pas fait le PDF : " + way_out.fr,
           "this program did not make the PDF: " + way_out.en}};
}

}  // namespace

void require_pdf_program() {
  if (!find_on_path("weasyprint") && !chromium_path())
    throw no_program({});
}

std::string pdf_of_html(const std::string& html, const std::string& now) {
  const TemporaryFolder folder("pdf");
  const PrintRoom room{folder.path(), environment_for(folder.path(), now)};
  write_file_whole(room.page(), html, true);
  std::string reason;
  std::string pdf = made_by(weasyprint_call(room), room, reason);
  if (pdf.empty())
    pdf = made_by(chromium_call(room), room, reason);
  if (pdf.empty())
    throw no_program(reason);
  set_dates(pdf, now);
  return pdf;
}

}  // namespace aval
