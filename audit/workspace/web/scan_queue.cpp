#include "audit/workspace/web/scan_queue.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include <nlohmann/json.hpp>

#include "audit/base/crypto.h"
#include "audit/base/file.h"
#include "audit/base/file_lock.h"
#include "audit/base/private_folder.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"
#include "audit/scan/findings.h"
#include "audit/workspace/record_scans.h"
#include "audit/workspace/scan_sources.h"
#include "audit/workspace/workspace.h"

namespace aval {
namespace {

constexpr std::size_t kIdBytes = 16;
constexpr std::size_t kMostRemembered = 100;
constexpr std::size_t kLongestEnding = 8;

// Where the ending of a file helps to tell its format, it is kept; nothing else of its name is.
std::string kept_ending(const std::string& name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string::npos)
    return {};
  const std::string ending = to_lower_ascii(name.substr(dot + 1));
  const bool plain = !ending.empty() && ending.size() <= kLongestEnding &&
                     std::all_of(ending.begin(), ending.end(), [](char c) {
                       return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
                     });
  return plain ? "." + ending : std::string();
}

std::string base_name_of(const std::string& path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string::npos ? path : path.substr(slash + 1);
}

std::string stem_of(const std::string& name) {
  const std::string base = base_name_of(name);
  const std::size_t dot = base.rfind('.');
  return dot == std::string::npos || dot == 0 ? base : base.substr(0, dot);
}

struct QueuedFile {
  ScanJob job;
  std::string path;
};

Json note_of(const QueuedFile& file) {
  return {{"name", file.job.name},
          {"dataset", file.job.dataset},
          {"account", file.job.account},
          {"file", file.path},
          {"uploaded", file.job.uploaded}};
}

// A table that was named after its file, or a part of it ("canteen#2"), is named as the person's
// file says: its findings are those that a scan in place gives, so that reviews carry over.
void name_table(TableScan& table, const std::string& copy, const std::string& name) {
  if (!table.name.starts_with(copy))
    return;
  table.name = name + table.name.substr(copy.size());
  table.info.name = table.name;
  for (Finding& finding : table.findings)
    finding.fingerprint = fingerprint_of(finding.rule, table, finding.columns);
}

// The report speaks of an uploaded file as people call it, never of its copy.
void name_sources(AuditReport& report, const QueuedFile& file) {
  if (!file.job.uploaded)
    return;
  for (SourceAudit& source : report.sources) {
    if (source.info.uri.starts_with(file.path))
      source.info.uri = file.job.name + source.info.uri.substr(file.path.size());
    if (source.info.name == stem_of(file.path))
      source.info.name = stem_of(file.job.name);
    for (TableAudit& table : source.tables)
      name_table(table.scan, stem_of(file.path), stem_of(file.job.name));
  }
}

}  // namespace

struct ScanQueue::State {
  std::string workspace;
  std::shared_ptr<std::mutex> turn;
  std::string folder;
  std::optional<FileLock> server_lock;  // one server a workspace: another would take up its copies
  mutable std::mutex mutex;
  std::condition_variable changed;
  std::deque<QueuedFile> files;  // oldest first
  bool stopping = false;
  std::thread worker;

  std::string note_path(const std::string& id) const { return folder + "/" + id + ".json"; }
  void take_up();
  void add(QueuedFile file);
  void work();
  void audit(QueuedFile& file) const;
  void forget(const QueuedFile& file) const;
  QueuedFile* find(const std::string& id);
};

// What was not whole when the program ended is deleted; what was waits again.
void ScanQueue::State::take_up() {
  std::vector<std::string> hidden;
  std::vector<std::string> known;
  const std::vector<std::string> paths = list_files(folder, hidden);
  for (const std::string& path : paths) {
    if (!path.ends_with(".json") || kind_of_file(path) != FileKind::regular)
      continue;
    const Json note = parse_json(read_file(path), path);
    QueuedFile file;
    file.job.id = stem_of(path);
    file.job.name = note.at("name").get<std::string>();
    file.job.dataset = note.at("dataset").get<std::string>();
    file.job.account = note.at("account").get<std::string>();
    file.job.uploaded = note.at("uploaded").get<bool>();
    file.path = note.at("file").get<std::string>();
    known.push_back(file.path);
    known.push_back(path);
    files.push_back(std::move(file));
  }
  for (const std::vector<std::string>& group : {paths, hidden})
    for (const std::string& path : group)
      if (std::find(known.begin(), known.end(), path) == known.end())
        remove_file(path);
}

void ScanQueue::State::add(QueuedFile file) {
  write_file_whole(note_path(file.job.id), note_of(file).dump() + "\n", true);
  const std::lock_guard lock(mutex);
  files.push_back(std::move(file));
  changed.notify_all();
}

// Copies go before their notes: after a crash in between, the note leads to no file and the job
// fails, but no copy stays behind.
void ScanQueue::State::forget(const QueuedFile& file) const {
  if (file.job.uploaded)
    remove_file(file.path);
  remove_file(note_path(file.job.id));
}

QueuedFile* ScanQueue::State::find(const std::string& id) {
  const auto found = std::find_if(files.begin(), files.end(),
                                  [&](const QueuedFile& file) { return file.job.id == id; });
  return found == files.end() ? nullptr : &*found;
}

void ScanQueue::State::audit(QueuedFile& file) const {
  ScanRequest request;
  request.sources = {file.path};
  request.today = today_from_clock();
  AuditReport report = scan_sources(request);
  name_sources(report, file);
  {
    const std::lock_guard lock(mutex);
    if (file.job.state == ScanState::cancelled)
      return;
  }
  const WorkContext context{Language::fr, request.today, now_from_clock(), file.job.account,
                            workspace};
  RegisterStore store = open_workspace(context);
  for (const RecordedScan& recorded : record_scans(store, report, {file.job.dataset, {}}, context))
    file.job.recorded = recorded.document.id;
  for (const SourceFailure& failure : report.failures)
    file.job.warnings.push_back(failure.reason);
  for (const SourceFailure& left : report.not_audited)
    file.job.warnings.push_back(left.reason);
}

void ScanQueue::State::work() {
  std::unique_lock lock(mutex);
  while (!stopping) {
    const auto next = std::find_if(files.begin(), files.end(), [](const QueuedFile& file) {
      return file.job.state == ScanState::waiting;
    });
    if (next == files.end()) {
      changed.wait(lock);
      continue;
    }
    next->job.state = ScanState::running;
    QueuedFile file = *next;
    lock.unlock();
    Text failure;
    try {
      const std::lock_guard alone(*turn);
      audit(file);
    } catch (const Error& error) {
      failure = error.message();
    } catch (const std::exception&) {
      failure = {"ce fichier n'a pas pu être audité (erreur interne)",
                 "this file could not be audited (internal error)"};
    }
    forget(file);
    lock.lock();
    QueuedFile* kept = find(file.job.id);
    if (kept == nullptr)
      continue;
    file.job.state = kept->job.state == ScanState::cancelled ? ScanState::cancelled
                     : failure.fr.empty()                    ? ScanState::done
                                                             : ScanState::failed;
    file.job.failure = failure;
    kept->job = std::move(file.job);
    while (files.size() > kMostRemembered && files.front().job.state != ScanState::waiting)
      files.pop_front();
  }
}

ScanQueue::ScanQueue(const std::string& workspace, std::shared_ptr<std::mutex> turn)
    : state_(std::make_unique<State>()) {
  state_->workspace = workspace;
  state_->turn = std::move(turn);
  state_->folder = workspace + ".uploads";
  make_private_folder(state_->folder);
  state_->server_lock.emplace(workspace + ".uploads.lock");
  state_->take_up();
  state_->worker = std::thread([this] { state_->work(); });
}

ScanQueue::~ScanQueue() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    state_->changed.notify_all();
  }
  state_->worker.join();
}

UploadPlace ScanQueue::place_for(const std::string& name) const {
  const std::string id = random_hex(kIdBytes);
  return {id, state_->folder + "/" + id + kept_ending(name)};
}

void ScanQueue::add_upload(const UploadPlace& place, const ScanOrder& order) {
  QueuedFile file;
  file.job.id = place.id;
  file.job.name = base_name_of(order.name);
  file.job.dataset = order.dataset;
  file.job.account = order.account;
  file.path = place.path;
  state_->add(std::move(file));
}

void ScanQueue::discard(const UploadPlace& place) {
  const std::lock_guard lock(state_->mutex);
  if (state_->find(place.id) == nullptr)
    remove_file(place.path);
}

void ScanQueue::add_local(const std::string& path, const ScanOrder& order) {
  if (kind_of_file(path) != FileKind::regular)
    throw Error(ErrorKind::input, path,
                {"aucun fichier lisible à cet endroit ; donnez son chemin complet",
                 "no readable file at that place; give its full path"});
  QueuedFile file;
  file.job.id = random_hex(kIdBytes);
  file.job.name = base_name_of(path);
  file.job.dataset = order.dataset;
  file.job.account = order.account;
  file.job.uploaded = false;
  file.path = path;
  state_->add(std::move(file));
}

bool ScanQueue::cancel(const std::string& id) {
  const std::lock_guard lock(state_->mutex);
  QueuedFile* file = state_->find(id);
  if (file == nullptr ||
      (file->job.state != ScanState::waiting && file->job.state != ScanState::running))
    return false;
  if (file->job.state == ScanState::waiting)
    state_->forget(*file);
  file->job.state = ScanState::cancelled;
  return true;
}

std::vector<ScanJob> ScanQueue::jobs() const {
  const std::lock_guard lock(state_->mutex);
  std::vector<ScanJob> jobs;
  for (auto file = state_->files.rbegin(); file != state_->files.rend(); ++file)
    jobs.push_back(file->job);
  return jobs;
}

}  // namespace aval
