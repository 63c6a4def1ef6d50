#include "audit/base/terminal.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <thread>

#include <pwd.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace aval {
namespace {

std::string format_time(const std::tm& parts, const char* pattern) {
  char buffer[32];
  return {buffer, std::strftime(buffer, sizeof buffer, pattern, &parts)};
}

}  // namespace

bool is_terminal_output() {
  return ::isatty(STDOUT_FILENO) == 1;
}

bool is_terminal_error() {
  return ::isatty(STDERR_FILENO) == 1;
}

int terminal_width() {
  winsize size{};
  const bool known = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return known ? size.ws_col : 80;
}

std::optional<std::string> environment_variable(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0')
    return std::nullopt;
  return value;
}

std::string today_from_clock() {
  if (auto fixed = environment_variable("AVAL_TODAY"))
    return *fixed;
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::localtime_r(&now, &parts);
  return format_time(parts, "%Y-%m-%d");
}

std::string now_from_clock() {
  if (auto fixed = environment_variable("AVAL_TODAY"))
    return *fixed + "T12:00:00Z";
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  return format_time(parts, "%Y-%m-%dT%H:%M:%SZ");
}

std::string account_name() {
  passwd entry{};
  passwd* found = nullptr;
  char buffer[4096];
  if (::getpwuid_r(::geteuid(), &entry, buffer, sizeof buffer, &found) == 0 && found != nullptr)
    return found->pw_name;
  return "unknown";
}

unsigned processor_count() {
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace aval
