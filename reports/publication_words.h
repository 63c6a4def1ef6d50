// What publish-check says, sentence by sentence; the text and the paper put them in order.
#pragma once

#include "reports/publication_report.h"

namespace aval {

// The schema by which the file was read, and how sure that is.
Text schema_in_words(const PublicationReport& report);
// "Names people, published lawfully under ..."; empty when there is nothing to say.
Text lawful_in_words(const PublicationReport& report);
// The licence, who read the secrets or why there is nothing to read.
std::vector<Text> bases_in_words(const PublicationReport& report);
// "ne nomme personne", "colonne « nom » : nom de famille (direct), attendu par ..."
std::vector<Text> columns_in_words(const PublicationReport& report, bool rows);
Text change_in_words(const SeriesChange& change);
// What the series says of this delivery, then each change.
std::vector<Text> series_in_words(const PublicationReport& report);

}  // namespace aval
