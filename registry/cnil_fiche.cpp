#include "registry/cnil_fiche.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "audit/base/text.h"
#include "registry/retention_text.h"

namespace aval {
namespace {

enum class Section {
  none,
  description,
  actors,
  purposes,
  data,
  sensitive,
  persons,
  recipients,
  measures,
  transfers
};

// Headings of the blocks, folded.
Section section_of(const std::string& form) {
  if (form == "descriptiondutraitement")
    return Section::description;
  if (form == "acteurs")
    return Section::actors;
  if (form.starts_with("finalite") && form.ends_with("effectue"))
    return Section::purposes;
  if (form.starts_with("categoriesdedonnees"))
    return Section::data;
  if (form == "donneessensibles")
    return Section::sensitive;
  if (form == "categoriesdepersonnesconcernees")
    return Section::persons;
  if (form == "destinataires")
    return Section::recipients;
  if (form == "mesuresdesecurite")
    return Section::measures;
  return form == "transfertshorsue" ? Section::transfers : Section::none;
}

// What the form or its users write for nothing.
std::string content_of(const std::string& cell) {
  const std::string text(trim(cell));
  const std::string form = plain_form(text);
  const bool is_nothing = text == "—" || text == "–" || form.starts_with("selectionnezunelement") ||
                          form == "na" || form == "nonconcerne" || form == "nonconcernee" ||
                          form == "neant" || form == "sansobjet" || form.empty();
  return is_nothing ? std::string() : text;
}

// The side notes of the form, which link to pages of the CNIL.
bool is_side_note(const std::string& text) {
  return text.starts_with("►") || text.starts_with("Consulter les guides");
}

class FicheReader {
 public:
  FicheReader(const SheetTexts& sheet, const WordLabel& labels) : sheet_(sheet), labels_(labels) {}

  // Null for a sheet that holds no filled-in fiche.
  Json read(std::vector<Loss>& losses);

 private:
  std::string take(const SheetRow& row, std::size_t column);
  void set_text(const char* key, const SheetRow& row, std::size_t column);
  void set_date(const char* key, const SheetRow& row, std::size_t column);
  void read_row(const SheetRow& row, const std::string& form);
  void description(const SheetRow& row, const std::string& form);
  void actor(const SheetRow& row, const std::string& form);
  void purpose(const SheetRow& row, const std::string& form);
  void category(const SheetRow& row);
  void person(const SheetRow& row);
  void recipient(const SheetRow& row);
  void measure(const SheetRow& row);
  void transfer(const SheetRow& row);
  std::string category_of_label(const std::string& label) const;
  void tell_untaken(std::vector<Loss>& losses) const;

  const SheetTexts& sheet_;
  const WordLabel& labels_;
  Json activity_ = Json::object();
  Section section_ = Section::none;
  std::size_t second_ = 4;  // column of the second value of a block
  std::set<std::pair<std::uint64_t, std::size_t>> taken_;
};

std::string FicheReader::take(const SheetRow& row, std::size_t column) {
  std::string text = cnil_cell(row, column);
  taken_.insert({row.number, column});
  return text;
}

void FicheReader::set_text(const char* key, const SheetRow& row, std::size_t column) {
  if (const std::string text = take(row, column); !text.empty())
    activity_[key] = text;
}

void FicheReader::set_date(const char* key, const SheetRow& row, std::size_t column) {
  ValueRule rule;
  rule.takes_text = rule.is_date = true;
  Text problem;
  const auto value = value_of_cell(cnil_cell(row, column), rule, problem);
  if (!value || !problem.fr.empty())
    return;  // told as a cell that was not taken
  activity_[key] = *value;
  taken_.insert({row.number, column});
}

void FicheReader::description(const SheetRow& row, const std::string& form) {
  if (form == "nomdutraitement")
    set_text("name", row, 1);
  else if (form == plain_form("N° / RÉF"))
    set_text("reference", row, 1);
  else if (form.starts_with("datedecreation"))
    set_date("created_on", row, 1);
  else if (form.starts_with("miseajour"))
    set_date("updated_on", row, 1);
  else if (form == plain_form(kCnilIdentifier))
    set_text("id", row, 1);
}

void FicheReader::actor(const SheetRow& row, const std::string& form) {
  const bool is_joint = form.starts_with("responsablesconjoints");
  const bool is_controller = form == "responsabledutraitement";
  if (!is_joint && !is_controller && form != "representant")
    return;
  Json person = Json::object();
  std::size_t column = 0;
  for (const char* key : {"name", "address", "postcode", "city", "country", "phone", "email"})
    if (const std::string text = take(row, ++column); !text.empty())
      person[key] = text;
  if (person.empty())
    return;
  if (is_joint)
    activity_["joint_controllers"].push_back(person);
  else
    activity_[is_controller ? "controller" : "representative"] = person;
}

void FicheReader::purpose(const SheetRow& row, const std::string& form) {
  const std::string text = take(row, 1);
  if (text.empty())
    return;
  const bool is_part = form.starts_with("sousfinalite") && activity_.contains("purposes");
  if (is_part)
    activity_["purposes"].back()["sub_purposes"].push_back(text);
  else
    activity_["purposes"].push_back({{"text", text}});
}

std::string FicheReader::category_of_label(const std::string& label) const {
  const std::string form = plain_form(label);
  for (const CnilCategory& entry : cnil_categories())
    if (plain_form(entry.label) == form)
      return entry.category;
  for (const char* word : {"identity",
                           "contact",
                           "national_id",
                           "family_life",
                           "professional_life",
                           "economic_financial",
                           "connection",
                           "location",
                           "internet",
                           "education",
                           "health",
                           "religion_belief",
                           "political_opinion",
                           "union_membership",
                           "ethnic_origin",
                           "sexual_life",
                           "biometric_genetic",
                           "offences",
                           "credentials",
                           "image",
                           "free_text",
                           "other"})
    if (plain_form(labels_(word).fr) == form)
      return word;
  // Labels of the earlier form of the CNIL (2018), shorter.
  const std::pair<const char*, const char*> kStarts[] = {
      {"etatcivil", "identity"},
      {"viepersonnelle", "family_life"},
      {"vieprofessionnelle", "professional_life"},
      {"informationsdordreeconomique", "economic_financial"},
      {"donneesdeconnexion", "connection"},
      {"donneesdelocalisation", "location"},
      {"internet", "internet"},
      {"numerodesecuritesociale", "national_id"}};
  for (const auto& [start, category] : kStarts)
    if (form.starts_with(start))
      return category;
  return {};
}

void FicheReader::category(const SheetRow& row) {
  const std::string label(trim(row.cells.front()));
  const std::string description = take(row, 1);
  const std::string period = take(row, second_);
  if (description.empty() && period.empty())
    return;
  if (plain_form(description) == "non")
    return;
  std::string category = category_of_label(label);
  std::string text = plain_form(description) == "oui" ? std::string() : description;
  if (category.empty()) {
    text = label + (text.empty() ? "" : " : " + text);
    category = "other";
  }
  Json entry = {{"category", category}};
  if (!text.empty())
    entry["description"] = text;
  if (!period.empty())
    entry["retention"] = retention_of_text(period);
  activity_["data_categories"].push_back(std::move(entry));
}

std::string with_detail(const std::string& type, const std::string& detail, bool is_other) {
  if (is_other || type.empty())
    return detail.empty() ? type : detail;
  return detail.empty() ? type : type + " : " + detail;
}

void FicheReader::person(const SheetRow& row) {
  const std::string type = take(row, 1);
  const std::string detail = take(row, second_);
  const std::string text =
      with_detail(type, detail, plain_form(type) == plain_form(kCnilOtherPersons));
  if (!text.empty())
    activity_["data_subjects"].push_back(text);
}

void FicheReader::recipient(const SheetRow& row) {
  const std::string type = take(row, 1);
  const std::string detail = take(row, second_);
  if (type.empty() && detail.empty())
    return;
  Json entry = {{"name", detail.empty() ? type : detail}};
  const auto found = std::find_if(
      cnil_recipients().begin(), cnil_recipients().end(),
      [&](const CnilRecipient& form) { return plain_form(form.label) == plain_form(type); });
  if (found != cnil_recipients().end() && *found->type != '\0')
    entry["type"] = found->type;
  else if (found == cnil_recipients().end() && !type.empty() && !detail.empty())
    entry["purpose"] = type;
  if (entry.value("type", "") == "processor" && !detail.empty())
    activity_["processors"].push_back({{"name", detail}});
  activity_["recipients"].push_back(std::move(entry));
}

void FicheReader::measure(const SheetRow& row) {
  const std::string type = take(row, 1);
  const std::string detail = take(row, second_);
  const std::string text =
      with_detail(type, detail, plain_form(type) == plain_form(kCnilOtherMeasures));
  if (!text.empty())
    activity_["security_measures"].push_back(text);
}

void FicheReader::transfer(const SheetRow& row) {
  Json entry = Json::object();
  const std::pair<const char*, std::size_t> kColumns[] = {
      {"recipient", 1}, {"country", 2}, {"tool", 3}, {"document", 5}};
  for (const auto& [key, column] : kColumns)
    if (const std::string text = take(row, column); !text.empty())
      entry[key] = text;
  if (!entry.empty())
    activity_["transfers"].push_back(std::move(entry));
}

void FicheReader::read_row(const SheetRow& row, const std::string& form) {
  switch (section_) {
    case Section::description:
      return description(row, form);
    case Section::actors:
      return actor(row, form);
    case Section::purposes:
      return purpose(row, form);
    case Section::data:
    case Section::sensitive:
      return category(row);
    case Section::persons:
      return person(row);
    case Section::recipients:
      return recipient(row);
    case Section::measures:
      return measure(row);
    case Section::transfers:
      return transfer(row);
    case Section::none:
      return;
  }
}

// The column of "Durée de conservation", "Précisions": the last heading of the row.
std::size_t second_column(const SheetRow& row) {
  std::size_t last = 4;
  for (std::size_t i = 2; i < row.cells.size(); ++i)
    if (!trim(row.cells[i]).empty() && !is_side_note(row.cells[i]))
      last = i;
  return last;
}

void FicheReader::tell_untaken(std::vector<Loss>& losses) const {
  for (const SheetRow& row : sheet_.rows)
    for (std::size_t i = 1; i < row.cells.size(); ++i)
      if (!cnil_cell(row, i).empty() && taken_.count({row.number, i}) == 0 &&
          !is_side_note(row.cells[i]))
        losses.push_back({"feuille « " + sheet_.name + " », cellule " +
                              cell_name(static_cast<std::size_t>(row.number - 1), i),
                          {"cette cellule n'a pas de champ au registre, ou n'est pas du type "
                           "attendu : non reprise",
                           "this cell has no field in the register, or is not of the kind "
                           "expected: left out"}});
}

Json FicheReader::read(std::vector<Loss>& losses) {
  for (const SheetRow& row : sheet_.rows) {
    const std::string form = row.cells.empty() ? "" : plain_form(row.cells.front());
    if (const Section next = section_of(form); next != Section::none) {
      section_ = next;
      const bool has_two = next == Section::data || next == Section::sensitive ||
                           next == Section::persons || next == Section::recipients ||
                           next == Section::measures;
      if (has_two)
        second_ = second_column(row);
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        taken_.insert({row.number, i});
    } else if (section_ == Section::none) {
      for (std::size_t i = 0; i < row.cells.size(); ++i)
        taken_.insert({row.number, i});
    } else if (!form.empty()) {
      read_row(row, form);
    }
  }
  if (!activity_.contains("name"))
    return nullptr;
  tell_untaken(losses);
  return activity_;
}

}  // namespace

std::string cnil_cell(const SheetRow& row, std::size_t column) {
  return column < row.cells.size() ? content_of(row.cells[column]) : std::string();
}

Json read_cnil_fiche(const SheetTexts& sheet, const WordLabel& labels, std::vector<Loss>& losses) {
  return FicheReader(sheet, labels).read(losses);
}

}  // namespace aval
