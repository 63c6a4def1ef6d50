#include "audit/table/contact_source.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "audit/base/text.h"
#include "audit/table/encoding.h"
#include "audit/table/read_codes.h"

namespace aval {

namespace {

struct KnownField {
  std::string_view name;  // as the format spells it, in lower case
  std::string_view words;
};

// Headings that people write for these fields; they are evidence beside the values.
constexpr std::array kKnownFields = {
    KnownField{"fn", "nom complet"},
    KnownField{"n.family", "nom"},
    KnownField{"n.given", "prénom"},
    KnownField{"n.additional", "autres prénoms"},
    KnownField{"n.prefix", "civilité"},
    KnownField{"nickname", "surnom"},
    KnownField{"tel", "téléphone"},
    KnownField{"email", "courriel"},
    KnownField{"adr.street", "adresse"},
    KnownField{"adr.locality", "commune"},
    KnownField{"adr.postcode", "code postal"},
    KnownField{"adr.country", "pays"},
    KnownField{"bday", "date de naissance"},
    KnownField{"gender", "sexe"},
    KnownField{"org", "organisme"},
    KnownField{"title", "fonction"},
    KnownField{"role", "profession"},
    KnownField{"note", "remarque"},
    KnownField{"cn", "nom complet"},
    KnownField{"displayname", "nom complet"},
    KnownField{"sn", "nom"},
    KnownField{"givenname", "prénom"},
    KnownField{"mail", "courriel"},
    KnownField{"telephonenumber", "téléphone"},
    KnownField{"mobile", "téléphone mobile"},
    KnownField{"homephone", "téléphone personnel"},
    KnownField{"homepostaladdress", "adresse personnelle"},
    KnownField{"postalcode", "code postal"},
    KnownField{"l", "commune"},
    KnownField{"uid", "identifiant"},
    KnownField{"userpassword", "mot de passe"},
    KnownField{"o", "organisme"},
    KnownField{"employeenumber", "matricule"},
    KnownField{"description", "remarque"},
};

std::string title_of(std::string_view name) {
  const std::string lower = to_lower_ascii(name);
  const auto found = std::find_if(kKnownFields.begin(), kKnownFields.end(),
                                  [&](const KnownField& known) { return known.name == lower; });
  return found == kKnownFields.end() ? "" : std::string(found->words);
}

// A property line of a vCard: [group.]NAME[;PARAMETER...]:VALUE.
struct CardLine {
  std::string name;        // upper case
  std::string parameters;  // upper case
  std::string value;
};

CardLine split_line(std::string_view line) {
  std::size_t colon = 0;
  for (bool is_quoted = false; colon < line.size() && (is_quoted || line[colon] != ':'); ++colon)
    is_quoted = is_quoted != (line[colon] == '"');
  CardLine card;
  if (colon == line.size())
    return card;
  const std::string head = to_upper_ascii(line.substr(0, colon));
  const std::size_t semicolon = std::min(head.find(';'), head.size());
  card.name = head.substr(0, semicolon);
  card.name.erase(0, card.name.rfind('.') == std::string::npos ? 0 : card.name.rfind('.') + 1);
  card.parameters = head.substr(semicolon);
  card.value = line.substr(colon + 1);
  return card;
}

// Escapes of RFC 6350 3.4; `separator` ends a component, 0 for none.
std::vector<std::string> components_of(std::string_view value, char separator) {
  std::vector<std::string> parts(1);
  for (std::size_t place = 0; place < value.size(); ++place) {
    if (value[place] == '\\' && place + 1 < value.size()) {
      const char escaped = value[++place];
      parts.back() += escaped == 'n' || escaped == 'N' ? '\n' : escaped;
    } else if (separator != 0 && value[place] == separator) {
      parts.emplace_back();
    } else {
      parts.back() += value[place];
    }
  }
  return parts;
}

std::string decode_value(const CardLine& card, std::uint64_t number, ReadStats& stats) {
  std::string bytes = decode_quoted_printable(card.value);
  const std::size_t charset = card.parameters.find("CHARSET=");
  if (charset != std::string::npos) {
    const std::string name =
        card.parameters.substr(charset + 8, card.parameters.find(';', charset) == std::string::npos
                                                ? std::string::npos
                                                : card.parameters.find(';', charset) - charset - 8);
    const auto page = name == "UTF-8" ? nullptr : load_code_page(name);
    if (page) {
      std::string text;
      decode_page(bytes, *page, text);
      return text;
    }
  }
  if (!is_utf8(bytes)) {
    std::string text;
    repair_utf8(bytes, text);
    count_record(stats.repairs, "bad_utf8", number);
    bytes = std::move(text);
  }
  bytes.erase(std::remove(bytes.begin(), bytes.end(), '\0'), bytes.end());
  return bytes;
}

void add_components(const CardLine& card, const std::string& value, FieldRecord& record) {
  constexpr std::array<std::string_view, 5> kNames = {".family", ".given", ".additional", ".prefix",
                                                      ".suffix"};
  constexpr std::array<std::string_view, 7> kAddress = {
      ".box", ".extended", ".street", ".locality", ".region", ".postcode", ".country"};
  const std::vector<std::string> parts = components_of(value, ';');
  const auto add = [&](const auto& names) {
    for (std::size_t part = 0; part < parts.size() && part < names.size(); ++part)
      if (!parts[part].empty())
        record.emplace_back(card.name + std::string(names[part]), parts[part]);
  };
  if (card.name == "N")
    add(kNames);
  else
    add(kAddress);
}

// One pass over the cards.
class CardPass {
 public:
  explicit CardPass(const FieldInput& input) : lines_(input, LineForm::unfolded) {}

  bool next(FieldRecord& record, std::uint64_t number, ReadStats& stats) {
    record.clear();
    std::string line;
    bool is_in_card = false;
    while (lines_.next(line)) {
      CardLine card = split_line(line);
      const bool is_card = to_upper_ascii(trim(card.value)) == "VCARD";
      if (card.name == "END" && is_card && is_in_card)
        return true;
      if (card.name == "BEGIN" && is_card)
        is_in_card = true;
      else if (is_in_card)
        add(std::move(card), number, {record, stats});
    }
    if (is_in_card) {
      count_record(stats.skipped, "truncated", number);
      ++stats.skipped_rows;
    }
    return false;
  }

 private:
  void add(CardLine card, std::uint64_t number, std::pair<FieldRecord&, ReadStats&> out) {
    auto& [record, stats] = out;
    if (card.name.empty() || card.name == "VERSION" || card.name == "PRODID")
      return;
    const bool is_binary = card.parameters.find("BASE64") != std::string::npos ||
                           card.parameters.find("ENCODING=B") != std::string::npos ||
                           card.value.starts_with("data:");
    if (is_binary) {
      count_record(stats.repairs, "binary_value", number);
      return;
    }
    std::string value = card.value;
    if (card.parameters.find("QUOTED-PRINTABLE") != std::string::npos) {
      // vCard 2.1 breaks such a value after an equals sign.
      std::string more;
      while (card.value.ends_with('=') && lines_.next(more)) {
        card.value.pop_back();
        card.value += more;
      }
      value = decode_value(card, number, stats);
    }
    if (card.name == "N" || card.name == "ADR")
      add_components(card, value, record);
    else
      record.emplace_back(card.name, components_of(value, 0).front());
  }

  FieldLines lines_;
};

// One pass over the entries of an LDIF file.
class EntryPass {
 public:
  explicit EntryPass(const FieldInput& input) : lines_(input, LineForm::unfolded) {}

  bool next(FieldRecord& record, std::uint64_t number, ReadStats& stats) {
    record.clear();
    std::string line;
    while (lines_.next(line)) {
      if (line.empty() && !record.empty())
        return true;
      if (!line.empty() && line[0] != '#' && !line.starts_with("version:"))
        add(line, number, {record, stats});
    }
    return !record.empty();
  }

 private:
  static void add(std::string_view line, std::uint64_t number,
                  std::pair<FieldRecord&, ReadStats&> out) {
    auto& [record, stats] = out;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      if (line != "-")
        count_record(stats.repairs, "broken_record", number);
      return;
    }
    const std::string name(line.substr(0, colon));
    std::string_view value = line.substr(colon + 1);
    if (value.starts_with('<')) {  // an address: nothing is fetched
      count_record(stats.skipped, "value_elsewhere", number);
      return;
    }
    const bool is_coded = value.starts_with(':');
    value = trim(value.substr(is_coded ? 1 : 0));
    const std::string text = is_coded ? decode_base64(value) : std::string(value);
    if (is_utf8(text) && text.find('\0') == std::string::npos)
      record.emplace_back(name, text);
    else
      count_record(stats.repairs, "binary_value", number);
  }

  FieldLines lines_;
};

template <typename Pass>
void open_records(const FieldInput& input, const SourceOptions& options, Source& source) {
  source.info.encoding = "UTF-8";
  add_field_records(
      [input]() -> RecordCursor {
        const auto pass = std::make_shared<Pass>(input);
        return [pass](FieldRecord& record, std::uint64_t number, ReadStats& stats) {
          return pass->next(record, number, stats);
        };
      },
      title_of, options, source);
}

}  // namespace

bool starts_as_vcard(std::string_view text) {
  return to_upper_ascii(trim(text.substr(0, 100))).starts_with("BEGIN:VCARD");
}

bool starts_as_ldif(std::string_view text) {
  for (const std::string_view line : split(text.substr(0, 4096), '\n')) {
    const std::string lower = to_lower_ascii(trim(line));
    if (!lower.empty() && lower[0] != '#')
      return lower.starts_with("dn:") || lower == "version: 1" || lower == "version:1";
  }
  return false;
}

void open_vcard(const FieldInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "vcard";
  open_records<CardPass>(input, options, source);
}

void open_ldif(const FieldInput& input, const SourceOptions& options, Source& source) {
  source.info.format = "ldif";
  open_records<EntryPass>(input, options, source);
}

}  // namespace aval
