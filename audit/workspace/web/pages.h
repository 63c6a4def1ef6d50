// The pages of the workspace: one function each, from a visit to a response. A page that changes
// something answers with a redirection to one that shows it. They throw Error as the commands do.
#pragma once

#include "audit/workspace/web/visit.h"

namespace aval {

WebResponse home_page(const Visit& visit);

WebResponse datasets_page(const Visit& visit);
WebResponse add_received_file(const Visit& visit);
WebResponse add_local_file(const Visit& visit);
WebResponse cancel_scan(const Visit& visit);
WebResponse scan_states(const Visit& visit);  // JSON, for the script
WebResponse dataset_page(const Visit& visit);
WebResponse dataset_report(const Visit& visit);
WebResponse review_page(const Visit& visit);
WebResponse record_review(const Visit& visit);

// Protecting a dataset.
WebResponse pseudonymize_page(const Visit& visit);
WebResponse pseudonymize_dataset(const Visit& visit);
WebResponse generalize_page(const Visit& visit);
WebResponse generalize_dataset(const Visit& visit);
WebResponse anonymization_page(const Visit& visit);
WebResponse conclude_anonymization(const Visit& visit);
WebResponse masked_samples(const Visit& visit);

WebResponse task_page(const Visit& visit);
WebResponse task_state(const Visit& visit);  // JSON, for the script
WebResponse task_file(const Visit& visit);
WebResponse cancel_task(const Visit& visit);

WebResponse publications_page(const Visit& visit);
WebResponse create_publication(const Visit& visit);
WebResponse publication_page(const Visit& visit);
WebResponse edit_publication_page(const Visit& visit);
WebResponse save_publication(const Visit& visit);
WebResponse check_publication(const Visit& visit);

WebResponse reconcile_page(const Visit& visit);
WebResponse register_page(const Visit& visit);
WebResponse templates_page(const Visit& visit);
WebResponse create_activity(const Visit& visit);
WebResponse activity_page(const Visit& visit);
WebResponse edit_activity_page(const Visit& visit);
WebResponse save_activity(const Visit& visit);
WebResponse activity_versions_page(const Visit& visit);
WebResponse register_extract(const Visit& visit);

WebResponse usecases_page(const Visit& visit);
WebResponse create_usecase(const Visit& visit);
WebResponse usecase_page(const Visit& visit);
WebResponse usecase_report(const Visit& visit);
WebResponse step_page(const Visit& visit);
WebResponse save_step(const Visit& visit);
WebResponse gate_page(const Visit& visit);
WebResponse gate_state(const Visit& visit);  // JSON, for the script
WebResponse record_gate(const Visit& visit);
WebResponse adopt_gate(const Visit& visit);

WebResponse waivers_page(const Visit& visit);
WebResponse add_waiver(const Visit& visit);

WebResponse settings_page(const Visit& visit);
WebResponse save_organisation(const Visit& visit);

WebResponse policies_page(const Visit& visit);
WebResponse policy_page(const Visit& visit);
WebResponse rules_page(const Visit& visit);
WebResponse rule_page(const Visit& visit);

WebResponse journal_page(const Visit& visit);

// A copy of the workspace, and one put back in its place.
WebResponse download_backup(const Visit& visit);
WebResponse restore_backup(const Visit& visit);

// Of a site: one's own account, one's authorities, and what its administrator keeps.
WebResponse sign_in(Desk& desk, const WebRequest& request);
WebResponse sign_out(const Visit& visit);
WebResponse account_page(const Visit& visit);
WebResponse change_password(const Visit& visit);
WebResponse add_access_token(const Visit& visit);
WebResponse revoke_access_token(const Visit& visit);
WebResponse authorities_page(const Visit& visit);
WebResponse open_authority(const Visit& visit);
WebResponse site_page(const Visit& visit);
WebResponse add_authority(const Visit& visit);
WebResponse add_account(const Visit& visit);
WebResponse site_account_page(const Visit& visit);
WebResponse set_account_role(const Visit& visit);
WebResponse set_account_state(const Visit& visit);
WebResponse reset_password(const Visit& visit);
WebResponse site_events_page(const Visit& visit);

}  // namespace aval
