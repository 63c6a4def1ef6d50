#include "audit/workspace/web/rights.h"

namespace aval {

bool may(const Permissions& permissions, Right right) {
  if (right == Right::enter || permissions.only_user)
    return true;
  const auto& role = permissions.role;
  switch (right) {
    case Right::see:
      return role.has_value();
    case Right::contribute:
      return role && *role != Role::reader;
    case Right::advise:
      return role == Role::dpo;
    case Right::decide:
      return role == Role::delegate;
    case Right::keep_copies:
      return role == Role::dpo || role == Role::delegate;
    case Right::administer:
      return permissions.administrator;
    case Right::own_machine:
    case Right::enter:
      break;
  }
  return false;
}

Text label_of(Role role) {
  switch (role) {
    case Role::reader:
      return {"lecteur", "reader"};
    case Role::contributor:
      return {"contributeur", "contributor"};
    case Role::dpo:
      return {"délégué à la protection des données (conseille)",
              "data protection officer (advises)"};
    case Role::delegate:
      return {"délégué du responsable de traitement (décide)",
              "delegate of the controller (decides)"};
  }
  return {};
}

Text label_of(TokenScope scope) {
  switch (scope) {
    case TokenScope::read:
      return {"lire", "read"};
    case TokenScope::scan:
      return {"lire et déposer des fichiers", "read and send files"};
    case TokenScope::decide:
      return {"lire, déposer et enregistrer des avis calculés",
              "read, send and record computed verdicts"};
  }
  return {};
}

Text reserved_for(Right right) {
  switch (right) {
    case Right::enter:
    case Right::see:
      return {"réservé à qui a un rôle dans cette collectivité",
              "reserved for those who have a role in this authority"};
    case Right::contribute:
      return {
          "réservé aux contributeurs, au DPO et au délégué du responsable : votre rôle ici est "
          "de lire",
          "reserved for contributors, the DPO and the delegate of the controller: your role "
          "here is to read"};
    case Right::advise:
      return {"réservé au DPO", "reserved for the DPO"};
    case Right::decide:
      return {
          "réservé au délégué du responsable de traitement, qui décide ; le DPO conseille "
          "(RGPD, art. 38)",
          "reserved for the delegate of the controller, who decides; the DPO advises (GDPR, "
          "art. 38)"};
    case Right::own_machine:
      return {"un serveur partagé ne lit pas les fichiers de sa machine : déposez une copie",
              "a shared server does not read files of its machine: send a copy"};
    case Right::keep_copies:
      return {"réservé au DPO et au délégué du responsable",
              "reserved for the DPO and the delegate of the controller"};
    case Right::administer:
      return {"réservé à l'administrateur du site", "reserved for the administrator of the site"};
  }
  return {};
}

}  // namespace aval
