#include "audit/workspace/web/scan_queue.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/threads.h"
#include "registry/store.h"
#include "tests/support/catch.h"

using namespace aval;

namespace {

constexpr const char* kRows = "nom;date_naissance\nDurand;1961-03-02\nMartin;1972-04-05\n";

std::string new_workspace(const TemporaryFolder& folder) {
  const std::string path = folder.path() + "/aval.db";
  RegisterStore::create(path, {"test", "2026-11-24T12:00:00Z", "00"});
  return path;
}

void add_copy(ScanQueue& queue, const std::string& name) {
  const UploadPlace place = queue.place_for(name);
  write_file_whole(place.path, kRows, true);
  queue.add_upload(place, {name, {}, "test"});
}

bool is_over(const ScanJob& job) {
  return job.state != ScanState::waiting && job.state != ScanState::running;
}

std::vector<ScanJob> ended_jobs(const ScanQueue& queue) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes(5);
  std::vector<ScanJob> jobs = queue.jobs();
  while (!std::all_of(jobs.begin(), jobs.end(), is_over)) {
    REQUIRE(std::chrono::steady_clock::now() < limit);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    jobs = queue.jobs();
  }
  return jobs;
}

std::size_t files_in(const std::string& folder) {
  std::vector<std::string> hidden;
  return list_files(folder, hidden).size() + hidden.size();
}

}  // namespace

TEST_CASE("an uploaded copy is audited under its own name, then deleted") {
  const TemporaryFolder folder("queue");
  const std::string workspace = new_workspace(folder);
  ScanQueue queue(workspace, std::make_shared<std::mutex>());
  add_copy(queue, "../Liste électorale.CSV");
  const std::vector<ScanJob> jobs = ended_jobs(queue);
  REQUIRE(jobs.size() == 1);
  CHECK(jobs[0].state == ScanState::done);
  CHECK(jobs[0].name == "Liste électorale.CSV");
  CHECK(jobs[0].recorded == "liste-electorale");
  const auto stored = RegisterStore::open(workspace).find(kScanKind, "liste-electorale");
  REQUIRE(stored);
  CHECK(stored->content.find(".uploads") == std::string::npos);
  CHECK(files_in(workspace + ".uploads") == 0);
}

TEST_CASE("what cannot be read fails with its reason, and its copy goes too") {
  const TemporaryFolder folder("queue");
  const std::string workspace = new_workspace(folder);
  ScanQueue queue(workspace, std::make_shared<std::mutex>());
  const UploadPlace place = queue.place_for("image.png");
  write_file_whole(place.path, std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16), true);
  queue.add_upload(place, {"image.png", {}, "test"});
  const std::vector<ScanJob> jobs = ended_jobs(queue);
  CHECK(jobs[0].state == ScanState::failed);
  CHECK_FALSE(jobs[0].failure.fr.empty());
  CHECK(files_in(workspace + ".uploads") == 0);
}

TEST_CASE("what waited is taken up by the next server, what was half sent is not") {
  const TemporaryFolder folder("queue");
  const std::string workspace = new_workspace(folder);
  {
    ScanQueue queue(workspace, std::make_shared<std::mutex>());
    for (int i = 0; i < 4; ++i)
      add_copy(queue, "jeu" + std::to_string(i) + ".csv");
    write_file_whole(queue.place_for("half.csv").path, "a;b\n1", true);
  }
  ScanQueue queue(workspace, std::make_shared<std::mutex>());
  for (const ScanJob& job : ended_jobs(queue))
    CHECK(job.state == ScanState::done);
  CHECK(RegisterStore::open(workspace).list(kScanKind).size() == 4);
  CHECK(files_in(workspace + ".uploads") == 0);
}

TEST_CASE("files come and are given up from several threads at once") {
  const TemporaryFolder folder("queue");
  const std::string workspace = new_workspace(folder);
  {
    ScanQueue queue(workspace, std::make_shared<std::mutex>());
    run_threads(3, [&](std::size_t thread) {
      for (int i = 0; i < 3; ++i)
        add_copy(queue, "jeu-" + std::to_string(thread) + "-" + std::to_string(i) + ".csv");
      for (const ScanJob& job : queue.jobs())
        if (thread == 0)
          queue.cancel(job.id);
    });
    CHECK(ended_jobs(queue).size() == 9);
  }
  // The copy of a scan that was given up on its way goes when the scan ends.
  CHECK(files_in(workspace + ".uploads") == 0);
  CHECK_FALSE(RegisterStore::open(workspace).verify());
}

TEST_CASE("a workspace is served once") {
  const TemporaryFolder folder("queue");
  const std::string workspace = new_workspace(folder);
  const ScanQueue queue(workspace, std::make_shared<std::mutex>());
  CHECK_THROWS_AS(ScanQueue(workspace, std::make_shared<std::mutex>()), Error);
}
