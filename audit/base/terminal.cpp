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

std::string date_of(const std::tm& parts) {
  char buffer[16];
  return {buffer, std::strftime(buffer, sizeof buffer, "%Y-%m-%d", &parts)};
}

std::string time_of(const std::tm& parts) {
  char buffer[16];
  return {buffer, std::strftime(buffer, sizeof buffer, "T%H:%M:%SZ", &parts)};
}

}  // namespace

bool is_terminal_output() {
  return ::isatty(STDOUT_FILENO) == 1;
}

bool is_superuser() {
  return ::geteuid() == 0;
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
  return date_of(parts);
}

std::string now_from_clock() {
  if (auto fixed = environment_variable("AVAL_TODAY"))
    return *fixed + "T12:00:00Z";
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  return date_of(parts) + time_of(parts);
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
