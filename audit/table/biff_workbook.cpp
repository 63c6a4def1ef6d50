#include "audit/table/biff_workbook.h"

#include <algorithm>
#include <map>
#include <utility>

#include "audit/base/error.h"
#include "audit/base/text.h"
#include "audit/table/binary_number.h"
#include "audit/table/encoding.h"
#include "audit/table/sheet_rows.h"

namespace aval {

namespace {

constexpr std::uint32_t kBiff8 = 0x0600;
constexpr std::size_t kMaxStringBytes = 1073741824;
constexpr std::uint32_t kWorksheet = 0;

enum Record : std::uint32_t {
  kDate1904 = 0x0022,
  kFilePass = 0x002F,
  kCrn = 0x005A,
  kWriteAccess = 0x005C,
  kBoundSheet = 0x0085,
  kXf = 0x00E0,
  kSst = 0x00FC,
  kFormat = 0x041E,
};

[[noreturn]] void refuse(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"classeur Excel abîmé ou tronqué : redemandez-le, ou ouvrez-le et "
                   "enregistrez-le en .xlsx",
                   "Excel workbook that is damaged or cut short: ask for it again, or open it and "
                   "save it as .xlsx"});
}

[[noreturn]] void refuse_password(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"classeur protégé par mot de passe : ouvrez-le, ôtez le mot de passe et "
                   "enregistrez-le",
                   "password-protected workbook: open it, remove the password and save it"});
}

[[noreturn]] void refuse_old(const std::string& place) {
  throw Error(ErrorKind::input, place,
              Text{"classeur d'Excel 95 ou antérieur : ouvrez-le et enregistrez-le en .xlsx ou en "
                   ".ods",
                   "workbook of Excel 95 or before: open it and save it as .xlsx or .ods"});
}

// The global part of the workbook, record by record.
class BiffGlobals {
 public:
  BiffGlobals(BiffWorkbook& workbook, std::string place)
      : workbook_(workbook), place_(std::move(place)), reader_(workbook.stream, 0) {}

  void read() {
    if (!reader_.next() || reader_.type() != kBiffBof)
      refuse(place_);
    if (little16(reader_.body(), 0) != kBiff8)
      refuse_old(place_);
    for (;;) {
      if (!reader_.next())
        refuse(place_);
      if (reader_.type() == kBiffEof)
        break;
      take();
    }
    for (const std::uint32_t id : format_ids_) {
      const auto known = custom_.find(id);
      workbook_.formats.push_back(known == custom_.end() ? builtin_format(static_cast<int>(id))
                                                         : known->second);
    }
  }

 private:
  void take() {
    switch (reader_.type()) {
      case kFilePass:
        refuse_password(place_);
      case kDate1904:
        workbook_.from_1904 = little16(reader_.body(), 0) == 1;
        break;
      case kCrn:
        workbook_.has_external_values = true;
        break;
      case kWriteAccess:
        take_user();
        break;
      case kBoundSheet:
        take_sheet();
        break;
      case kXf:
        format_ids_.push_back(little16(reader_.body(), 2));
        break;
      case kFormat:
        take_format();
        break;
      case kSst:
        take_strings();
        break;
      default:
        break;
    }
  }

  void take_user() {
    // Some writers leave out the length, as Excel 95 did.
    constexpr std::uint32_t kLongest = 109;
    const bool has_length = little16(reader_.body(), 0) <= kLongest;
    std::string text;
    if (has_length)
      text = BiffBytes(reader_, 0).text(2);
    else
      repair_utf8(reader_.body(), text);
    text.erase(std::remove(text.begin(), text.end(), '\0'), text.end());
    const std::string user(trim(text));
    if (!user.empty())
      workbook_.users.push_back(user);
  }

  void take_sheet() {
    BiffSheetEntry entry;
    entry.offset = little32(reader_.body(), 0);
    const std::uint32_t state = little16(reader_.body(), 4);
    entry.is_hidden = (state & 3U) != 0;
    entry.is_very_hidden = (state & 3U) == 2;
    entry.name = BiffBytes(reader_, 6).text(1);
    if (state >> 8U == kWorksheet)  // a chart or a macro holds no cell
      workbook_.sheets.push_back(std::move(entry));
  }

  void take_format() {
    const std::uint32_t id = little16(reader_.body(), 0);
    custom_.emplace(id, read_format_code(BiffBytes(reader_, 2).text(2)));
  }

  void take_strings() {
    BiffBytes bytes(reader_, 4);
    const std::uint32_t count = bytes.number(4);
    for (std::uint32_t index = 0; index < count; ++index) {
      const std::string text = bytes.text(2);
      // A cut in the last string leaves it as far as it goes.
      if (bytes.ended() && text.empty())
        break;
      if (workbook_.strings.bytes() + text.size() > kMaxStringBytes)
        refuse_sheet(place_);
      workbook_.strings.append(text);
      workbook_.strings.end_string();
    }
  }

  BiffWorkbook& workbook_;
  std::string place_;
  BiffReader reader_;
  std::vector<std::uint32_t> format_ids_;
  std::map<std::uint32_t, NumberFormat> custom_;
};

}  // namespace

std::shared_ptr<const BiffWorkbook> read_biff_workbook(OleStream stream, const std::string& place) {
  auto workbook = std::make_shared<BiffWorkbook>();
  workbook->stream = std::move(stream);
  BiffGlobals(*workbook, place).read();
  return workbook;
}

std::string biff_error_text(std::uint32_t code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    case 0x2B:
      return "#GETTING_DATA";
    default:
      return "#N/A";
  }
}

}  // namespace aval
