#include "audit/base/passphrase.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "audit/base/error.h"

namespace aval {
namespace {

constexpr std::size_t kLongest = 1024;  // bytes
constexpr char kInterrupt = '\x03';     // Ctrl-C while the terminal makes no signal of it

[[noreturn]] void refuse(const std::string& place, const Text& message) {
  throw Error(ErrorKind::usage, place, message);
}

// The controlling terminal, its echo off until this goes.
class QuietTerminal {
 public:
  QuietTerminal() : descriptor_(::open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (descriptor_ < 0 || ::tcgetattr(descriptor_, &before_) != 0) {
      close_now();
      refuse("passphrase",
             {"aucun terminal pour demander la phrase secrète ; donnez-la par --passphrase-fd N",
              "no terminal to ask for the passphrase; give it with --passphrase-fd N"});
    }
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    ::tcsetattr(descriptor_, TCSAFLUSH, &quiet);
  }
  ~QuietTerminal() {
    ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
    close_now();
  }
  QuietTerminal(const QuietTerminal&) = delete;
  QuietTerminal& operator=(const QuietTerminal&) = delete;
  int get() const { return descriptor_; }
  void say(const std::string& text) const {
    if (::write(descriptor_, text.data(), text.size()) < 0)
      return;  // the prompt is only a courtesy
  }

 private:
  void close_now() {
    if (descriptor_ >= 0)
      ::close(descriptor_);
    descriptor_ = -1;
  }
  int descriptor_;
  termios before_{};
};

// Byte by byte, so that what follows the line stays for the next reader.
SecretBytes read_line(int descriptor, const std::string& place) {
  SecretBytes line(kLongest + 1);
  std::size_t size = 0;
  while (size <= kLongest) {
    unsigned char byte = 0;
    const ssize_t count = ::read(descriptor, &byte, 1);
    if (count < 0 && errno == EINTR)
      continue;
    if (count < 0)
      refuse(place, {"la phrase secrète ne peut pas être lue ; vérifiez le numéro du descripteur",
                     "the passphrase cannot be read; check the number of the descriptor"});
    if (count == 0 || byte == '\n')
      break;
    line.bytes()[size++] = byte;
  }
  if (size > kLongest)
    refuse(place, {"la phrase secrète dépasse 1 024 octets", "the passphrase is over 1,024 bytes"});
  if (size > 0 && line.bytes()[size - 1] == '\r')
    --size;
  return SecretBytes(line.view().substr(0, size));
}

}  // namespace

SecretBytes ask_passphrase(const std::string& prompt) {
  const QuietTerminal terminal;
  terminal.say(prompt);
  SecretBytes line = read_line(terminal.get(), "passphrase");
  terminal.say("\n");
  if (line.empty() || line.view().find(kInterrupt) != std::string_view::npos)
    refuse("passphrase", {"saisie interrompue", "entry interrupted"});
  return line;
}

SecretBytes read_passphrase(int descriptor) {
  SecretBytes line = read_line(descriptor, "--passphrase-fd");
  if (line.empty())
    refuse("--passphrase-fd", {"la phrase secrète est vide", "the passphrase is empty"});
  return line;
}

bool is_open_to_others(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

}  // namespace aval
