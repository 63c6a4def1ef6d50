#include "audit/workspace/web/api.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/workspace/decide_usecase.h"
#include "audit/workspace/decision_records.h"
#include "audit/workspace/web/assets.h"
#include "audit/workspace/web/routes.h"
#include "audit/workspace/workspace.h"
#include "reports/decision_results.h"
#include "reports/register_formats.h"

namespace aval {
namespace {

constexpr std::size_t kLongestDataset = 100;  // of an identifier, in bytes

struct ProgramVisit {
  Desk& desk;
  const WebRequest& request;
  const Caller& caller;
  WorkContext work;

  const std::string& segment(std::size_t position) const { return request.segments.at(position); }
};

struct Endpoint {
  std::string_view method;
  std::string_view path;  // below /api/v1; "*" stands for one segment
  TokenScope scope;
  Right right;
  WebResponse (*answer)(const ProgramVisit&);
};

WebResponse json_response(const OrderedJson& content, int status = 200) {
  WebResponse response;
  response.status = status;
  response.type = "application/json";
  response.body = content.dump(2) + "\n";
  return response;
}

WebResponse problem(int status, const char* title, const std::string& detail) {
  WebResponse response = json_response(
      {{"type", "about:blank"}, {"title", title}, {"status", status}, {"detail", detail}}, status);
  response.type = "application/problem+json";
  return response;
}

WebResponse stored_json(const std::string& content) {
  WebResponse response;
  response.type = "application/json";
  response.body = content + "\n";
  return response;
}

WebResponse list_of(const ProgramVisit& visit, const char* kind, const char* title_key) {
  OrderedJson list = OrderedJson::array();
  for (const StoredDocument& document : open_workspace(visit.work).list(kind))
    list.push_back({{"id", document.id},
                    {"title", content_of(document).value(title_key, document.id)},
                    {"version", document.version},
                    {"recorded_at", document.recorded_at}});
  return json_response(list);
}

WebResponse list_datasets(const ProgramVisit& visit) {
  return list_of(visit, kScanKind, "name");
}

WebResponse list_usecases(const ProgramVisit& visit) {
  return list_of(visit, kUseCaseKind, "title");
}

WebResponse list_activities(const ProgramVisit& visit) {
  return list_of(visit, kActivityKind, "name");
}

WebResponse one_of(const ProgramVisit& visit, const char* kind) {
  return stored_json(require_document(open_workspace(visit.work), kind, visit.segment(3)).content);
}

WebResponse get_dataset(const ProgramVisit& visit) {
  return one_of(visit, kScanKind);
}

WebResponse get_usecase(const ProgramVisit& visit) {
  return one_of(visit, kUseCaseKind);
}

WebResponse get_activity(const ProgramVisit& visit) {
  return one_of(visit, kActivityKind);
}

OrderedJson job_as_json(const ScanJob& job) {
  constexpr const char* kStates[] = {"waiting", "running", "done", "failed", "cancelled"};
  OrderedJson warnings = OrderedJson::array();
  for (const Text& warning : job.warnings)
    warnings.push_back(warning.en);
  return {{"id", job.id},
          {"state", kStates[static_cast<std::size_t>(job.state)]},
          {"dataset", job.recorded},
          {"warnings", warnings},
          {"failure", job.failure.en}};
}

WebResponse get_job(const ProgramVisit& visit) {
  for (const ScanJob& job : visit.caller.open->queue.jobs())
    if (job.id == visit.segment(3))
      return json_response(job_as_json(job));
  return problem(404, "Not found", "no such scan among the last hundred");
}

WebResponse send_file(const ProgramVisit& visit) {
  const auto& received = visit.request.received;
  if (!received || !received->failure.fr.empty())
    return problem(400, "File not received",
                   received ? received->failure.en
                            : std::string("send the file as the body, application/octet-stream"));
  const std::string dataset = value_of(visit.request.query, "dataset");
  if (dataset.size() > kLongestDataset)
    return problem(400, "Malformed", "dataset: 100 bytes at most");
  visit.caller.open->queue.add_upload({received->id, received->path},
                                      {received->name, dataset, visit.caller.account});
  return json_response({{"id", received->id}, {"state", "waiting"}}, 202);
}

Decision decision_asked(const ProgramVisit& visit, const RegisterStore& store) {
  constexpr std::string_view kGates[] = {"G1", "G2", "G3", "G4", "GR"};
  const std::string& gate = visit.segment(5);
  if (std::find(std::begin(kGates), std::end(kGates), gate) == std::end(kGates))
    throw Error(ErrorKind::store, gate,
                {"étapes : G1, G2, G3, G4, GR", "gates: G1, G2, G3, G4, GR"});
  const PolicyPack& pack = visit.desk.policies;
  const FactInputs inputs = gather_inputs(store, visit.segment(3), gate, visit.work.today);
  return decide(pack, collect_facts(pack, inputs), gate);
}

WebResponse get_decision(const ProgramVisit& visit) {
  const Decision decision = decision_asked(visit, open_workspace(visit.work));
  return stored_json(render_decision_json(visit.desk.policies, decision, Language::en));
}

WebResponse record_computed(const ProgramVisit& visit) {
  RegisterStore store = open_workspace(visit.work);
  const Decision decision = decision_asked(visit, store);
  return stored_json(record_decision(store, visit.desk.policies, decision, {}, visit.work).content);
}

WebResponse get_register(const ProgramVisit& visit) {
  const RegisterContent content = stored_register(open_workspace(visit.work), {});
  const std::string& format = visit.segment(3);
  const Language language =
      value_of(visit.request.query, "lang") == "en" ? Language::en : Language::fr;
  const std::string name = "registre-" + visit.work.today + "." + format;
  if (format == "ods")
    return download(write_register_ods(content, {language, visit.work.today}).bytes,
                    "application/vnd.oasis.opendocument.spreadsheet", name);
  if (format == "xlsx")
    return download(write_register_xlsx(content, {language, visit.work.today}).bytes,
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name);
  return problem(404, "Not found", "formats: ods, xlsx");
}

constexpr Endpoint kEndpoints[] = {
    {"GET", "datasets", TokenScope::read, Right::see, list_datasets},
    {"GET", "datasets/*", TokenScope::read, Right::see, get_dataset},
    {"POST", "scans", TokenScope::scan, Right::contribute, send_file},
    {"GET", "scans/*", TokenScope::read, Right::see, get_job},
    {"GET", "usecases", TokenScope::read, Right::see, list_usecases},
    {"GET", "usecases/*", TokenScope::read, Right::see, get_usecase},
    {"GET", "usecases/*/decisions/*", TokenScope::read, Right::see, get_decision},
    {"POST", "usecases/*/decisions/*", TokenScope::decide, Right::contribute, record_computed},
    {"GET", "activities", TokenScope::read, Right::see, list_activities},
    {"GET", "activities/*", TokenScope::read, Right::see, get_activity},
    {"GET", "register/*", TokenScope::read, Right::see, get_register},
};

WebResponse answer_endpoint(const Endpoint& endpoint, const ProgramVisit& visit) {
  try {
    return endpoint.answer(visit);
  } catch (const Error& error) {
    const bool absent = error.kind() == ErrorKind::store;
    return problem(absent ? 404 : 400, absent ? "Not found" : "Not possible as is",
                   error.message().en);
  } catch (const std::exception&) {
    return problem(500, "Internal error", "nothing was recorded by this request");
  }
}

}  // namespace

bool is_for_programs(const WebRequest& request) {
  return !request.segments.empty() && request.segments[0] == "api";
}

bool may_send_files(const Caller& caller) {
  return caller.open != nullptr && caller.scope != TokenScope::read &&
         may(caller.permissions, Right::contribute);
}

WebResponse answer_program(Desk& desk, const WebRequest& request) {
  const auto& segments = request.segments;
  if (segments.size() < 3 || segments[1] != "v1")
    return problem(404, "Not found", "this server speaks /api/v1");
  if (request.method == "GET" && segments.size() == 3 && segments[2] == "openapi.json")
    return api_description();
  const auto caller = caller_of_token(desk, request);
  if (!caller || caller->open == nullptr) {
    WebResponse response =
        problem(401, "Unauthorized", "send a token: 'Authorization: Bearer ...'");
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  const ProgramVisit visit{
      desk,
      request,
      *caller,
      {Language::en, today_from_clock(), now_from_clock(), caller->account, caller->open->path}};
  for (const Endpoint& endpoint : kEndpoints)
    if (endpoint.method == request.method &&
        is_match(endpoint.path, std::span(segments).subspan(2)))
      return caller->scope >= endpoint.scope && may(caller->permissions, endpoint.right)
                 ? answer_endpoint(endpoint, visit)
                 : problem(403, "Forbidden",
                           "this token, or the role of its account, does not allow it");
  return problem(404, "Not found", "see /api/v1/openapi.json");
}

}  // namespace aval
