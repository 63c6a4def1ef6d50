#include "audit/base/process.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "audit/base/error.h"
#include "audit/base/file.h"
#include "audit/base/interrupt.h"
#include "audit/base/terminal.h"
#include "audit/base/text.h"

namespace aval {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kOutputKept = 1U << 16;
constexpr std::chrono::milliseconds kPause{10};

// What the new process does before the program takes its place.
class SpawnSettings {
 public:
  explicit SpawnSettings(const std::string& output) {
    ::posix_spawn_file_actions_init(&actions_);
    ::posix_spawnattr_init(&attributes_);
    ::posix_spawn_file_actions_addopen(&actions_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions_, STDOUT_FILENO, output.c_str(), O_WRONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions_, STDOUT_FILENO, STDERR_FILENO);
    ::posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
    // A group of its own, so that what it starts can be ended with it.
    ::posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETPGROUP);
    ::posix_spawnattr_setpgroup(&attributes_, 0);
  }
  ~SpawnSettings() {
    ::posix_spawn_file_actions_destroy(&actions_);
    ::posix_spawnattr_destroy(&attributes_);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  const posix_spawn_file_actions_t* actions() const { return &actions_; }
  const posix_spawnattr_t* attributes() const { return &attributes_; }

 private:
  posix_spawn_file_actions_t actions_{};
  posix_spawnattr_t attributes_{};
};

std::vector<char*> as_vector(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words)
    pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

pid_t start(ProcessCall call, const std::string& output) {
  const SpawnSettings settings(output);
  const std::vector<char*> arguments = as_vector(call.arguments);
  const std::vector<char*> environment = as_vector(call.environment);
  pid_t process = 0;
  const int code = ::posix_spawn(&process, arguments.front(), settings.actions(),
                                 settings.attributes(), arguments.data(), environment.data());
  if (code != 0)
    throw Error(ErrorKind::input, call.arguments.front(),
                {std::string("ce programme ne peut pas être lancé (") + std::strerror(code) + ")",
                 std::string("this program cannot be started (") + std::strerror(code) + ")"});
  return process;
}

void kill_group(pid_t process) {
  ::kill(-process, SIGKILL);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
}

// The wait status of the process; nothing when its time was over.
std::optional<int> wait_for(pid_t process, const ProcessCall& call) {
  const InterruptGuard guard;
  const Clock::time_point limit = Clock::now() + call.time_limit;
  while (Clock::now() < limit) {
    int status = 0;
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process)
      return status;
    if (guard.interrupted()) {
      kill_group(process);
      throw Error(ErrorKind::input, call.arguments.front(), {"interrompu", "interrupted"});
    }
    std::this_thread::sleep_for(kPause);
  }
  kill_group(process);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> find_on_path(const std::string& name) {
  const std::string path = environment_variable("PATH").value_or("/usr/bin:/bin");
  for (const std::string_view folder : split(path, ':')) {
    if (!folder.starts_with('/'))
      continue;
    std::string candidate = std::string(folder) + "/" + name;
    if (kind_of_file(candidate) == FileKind::regular && ::access(candidate.c_str(), X_OK) == 0)
      return candidate;
  }
  return std::nullopt;
}

ProcessEnd run_process(const ProcessCall& call) {
  const TemporaryFile output("output");
  const std::optional<int> status = wait_for(start(call, output.path()), call);
  ProcessEnd end;
  end.timed_out = !status;
  if (status && WIFEXITED(*status))
    end.exit_code = WEXITSTATUS(*status);
  const InputFile file(output.path());
  end.output.resize(std::min<std::size_t>(kOutputKept, file.size()));
  end.output.resize(file.read_at(0, end.output.data(), end.output.size()));
  return end;
}

void start_program(const ProcessCall& call) {
  const pid_t process = start(call, "/dev/null");
  // Waited for where nobody else waits, so that its end leaves nothing behind.
  std::thread([process] {
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
  }).detach();
}

}  // namespace aval
