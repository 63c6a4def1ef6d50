#include "audit/cli/usecase_screening.h"

#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "audit/workspace/decide_usecase.h"
#include "policies/screening.h"

namespace aval {

void add_usecase_screening(CLI::App& usecase, CommandContext& context) {
  CLI::App* command = usecase.add_subcommand(
      "screening",
      help_text(context,
                {"faut-il une analyse d'impact ? Neuf critères, listes de la CNIL, indices des "
                 "scans\nCodes de sortie : 0 fait, 2 impossible. Exemple : aval usecase screening "
                 "gaspillage-cantine",
                 "is a DPIA needed? Nine criteria, CNIL lists, signs of the scans\nExit codes: 0 "
                 "done, 2 could not run. Example: aval usecase screening canteen-waste"}));
  const auto id = std::make_shared<std::string>();
  const auto format = std::make_shared<std::string>("text");
  command->add_option("ID", *id, help_text(context, {"cas d'usage", "use case"}))->required();
  command->add_option("--format", *format, help_text(context, {"forme", "form"}))
      ->check(CLI::IsMember({"text", "json"}));
  command->callback([id, format, &context] {
    const PolicyPack pack = load_embedded_policy_pack();
    const RegisterStore store = open_workspace(context);
    const FactInputs inputs = gather_inputs(store, *id, "G3", context.today);
    const Screening screening = screen_dpia(pack, collect_facts(pack, inputs));
    std::cout << (*format == "json" ? render_screening_json(screening, context.language)
                                    : render_screening_text(pack, screening, context.language));
  });
}

}  // namespace aval
