// The organisation whose workspace this is.
#include <nlohmann/json.hpp>

#include "audit/workspace/scan_sources.h"
#include "audit/workspace/version.h"
#include "audit/workspace/web/document_edit.h"
#include "audit/workspace/web/fields.h"
#include "audit/workspace/web/pages.h"
#include "audit/workspace/web/shell.h"
#include "audit/workspace/workspace.h"
#include "reports/plain_words.h"

namespace aval {
namespace {

constexpr const char* kId = "organisation";

EditedDocument organisation(int version) {
  return {kOrganisationKind, kId, version, keys_of_kind(kOrganisationKind)};
}

void write_copies(HtmlPage& page, const Visit& visit) {
  page.open_section("copies", Tag::h2, {"Sauvegarde", "Backup"});
  if (visit.may(Right::keep_copies)) {
    page.element(Tag::p,
                 {"Une copie entière de cet espace de travail, journal compris. Gardez-la comme "
                  "l'espace lui-même : elle nomme les contacts de l'organisme.",
                  "A whole copy of this workspace, its journal included. Keep it as you keep the "
                  "workspace: it names the contacts of the organisation."});
    page.open(Tag::p);
    link(page, "/settings/backup", {"Télécharger une sauvegarde", "Download a backup"});
    page.close();
  }
  open_upload_form(page, visit, "/settings/restore");
  file_field(page, {"file",
                    {"Copie à remettre en place", "Copy to put back"},
                    {},
                    {"elle est vérifiée d'abord ; ce qui est là maintenant est gardé à côté",
                     "it is verified first; what is there now is kept beside it"},
                    {},
                    true});
  page.element(Tag::button, {{Attribute::type, "submit"}, {Attribute::class_name, "second"}},
               {"Remettre cette copie en place", "Put this copy back"});
  page.close();
  page.close();
}

void write_pack(HtmlPage& page, const Text& kind, const std::vector<std::string>& cells) {
  page.open_row();
  page.row_header(kind);
  for (const std::string& cell : cells)
    page.cell(plain(cell));
  page.close_row();
}

// What judges here: the packs of the program, by which a verdict can be computed again.
void write_packs(HtmlPage& page, const Visit& visit) {
  const PolicyPack& policies = visit.desk.policies;
  const RulePack rules = load_requested_rules({});
  page.open_table({"Paquets de règles installés", "Rule packs installed"},
                  {{"Paquet", "Pack"},
                   {"Nom", "Name"},
                   {"Version", "Version"},
                   {"Empreinte (SHA-256)", "Digest (SHA-256)"}});
  write_pack(page, {"Règles de détection", "Detection rules"},
             {rules.id, rules.version, rules.sha256});
  write_pack(page, {"Règles de décision", "Decision rules"},
             {policies.id, policies.version, policies.sha256});
  page.close_table();
}

WebResponse show(const Visit& visit, const SaveOutcome& state) {
  const Json document = parse_trusted_json(state.document, "document");
  HtmlPage page = open_page(visit, Area::settings, {"Réglages", "Settings"});
  page.open_section("organisation", Tag::h2, {"Votre organisme", "Your organisation"});
  write_problems(page, kOrganisationKind, state.problems);
  open_form(page, visit, "/settings");
  hidden_field(page, "version", std::to_string(state.version));
  const std::string kind = kOrganisationKind;
  write_document_fields(page, visit.language(), {kind, document, state.problems},
                        keys_of_kind(kind));
  submit_button(page, {"Enregistrer", "Record"});
  page.close();
  page.close();
  write_copies(page, visit);
  page.open_section("about", Tag::h2, {"À propos", "About"});
  page.element(Tag::p, plain("aval " + program_version()));
  write_packs(page, visit);
  page.close();
  return finish_page(page, state.problems.empty() ? 200 : 422);
}

}  // namespace

WebResponse settings_page(const Visit& visit) {
  const RegisterStore store = open_workspace(visit.work);
  const auto stored = store.find(kOrganisationKind, kId);
  return show(visit, {stored ? stored->content : "{}", stored ? stored->version : 0, {}});
}

WebResponse save_organisation(const Visit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const SaveOutcome outcome = save_form(store, organisation(sent_version(visit)), visit);
  if (!outcome.problems.empty())
    return show(visit, outcome);
  visit.tell({"Fiche de l'organisme enregistrée.", "Sheet of the organisation recorded."});
  return redirect_to("/settings");
}

}  // namespace aval
