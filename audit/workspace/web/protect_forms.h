// What the pages that protect a dataset share: the file asked for again, where the result goes.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "audit/workspace/web/shell.h"
#include "audit/workspace/web/visit.h"
#include "registry/store.h"
#include "reports/audit_report.h"

namespace aval {

// The recorded dataset of a page below /datasets/*, and the table asked for.
struct ProtectedDataset {
  StoredDocument stored;
  AuditReport report;
  std::string table;         // name of the table; empty: the only one
  std::string path() const;  // "/datasets/cantine"
  // How the table is named in the file, which may have another name than when it was audited.
  std::string table_in_file() const;
};
// The table is that of the form or of the address. Error(usage) when there are several and none was
// named.
ProtectedDataset dataset_to_protect(const Visit& visit);

// Where the file stands that was read in place; empty when it is gone, or was uploaded.
std::string known_path(const AuditReport& report);

// What is wrong with a form that was sent, by name of field.
using FieldProblems = std::map<std::string, Text>;
inline constexpr const char* kWholeForm = "";  // of no field of its own
Text problem_of(const FieldProblems& problems, const std::string& field);
// All of them at the top of the form, each leading to its field, which says it again.
void write_form_problems(HtmlPage& page, const FieldProblems& problems);

// Where the file stands: filled in where it was read in place, else asked for, since the copy of an
// uploaded file is deleted after its scan.
void write_source_field(HtmlPage& page, const ProtectedDataset& dataset, const FormFields& fields,
                        const FieldProblems& problems);
// A path for the result, and leave to replace what stands there.
void write_output_fields(HtmlPage& page, const FormFields& fields, const FieldProblems& problems);

struct ProtectForm {
  std::string action;  // below the path of the dataset
  Text title;
  Text about;
};
// The page up to the fields of its form; the table is in it.
HtmlPage open_protect_form(const Visit& visit, const ProtectedDataset& dataset,
                           const ProtectForm& form, const FieldProblems& problems);
// Its buttons, and its end: what the form is sent for is in the field "do" ("preview", "write",
// "download", "plan").
void close_protect_form(HtmlPage& page, bool has_plan);

// The checked answers of those fields. Their problems go to `problems`.
std::string asked_source(const Visit& visit, FieldProblems& problems);
// Where a file is written: the path of the form, or a private one to be downloaded.
struct AskedOutput {
  std::string path;
  bool is_download = false;
};
AskedOutput asked_output(const Visit& visit, const std::string& action, FieldProblems& problems);
// A whole number of the form, within bounds; `fallback` when the field is empty.
struct NumberBounds {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::uint64_t fallback = 0;
};
std::uint64_t asked_number(const Visit& visit, const std::string& field, const NumberBounds& bounds,
                           FieldProblems& problems);

// The form without what is never kept.
FormFields fields_to_keep(const FormFields& form);

struct TaskName {
  std::string kind;
  std::string subject;
  Text title;
};
// Queues the work and leads to its page.
WebResponse start_task(const Visit& visit, const TaskName& name, TaskWork work);

}  // namespace aval
