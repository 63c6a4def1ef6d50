// XML piece by piece, through expat: no DOCTYPE, no entity of its own, bounded depth and tokens.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace aval {

// The attributes of one element, alive during its start event.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  // The value of the attribute of that local name; with a namespace, of one whose namespace holds
  // it ("office", "table"). Empty when absent; `has` tells.
  std::string_view value(std::string_view name, std::string_view space = {}) const;
  bool has(std::string_view name, std::string_view space = {}) const;
  // Every attribute by its local name, in order.
  template <typename Take>
  void each(const Take& take) const {
    for (const char** pair = pairs_; *pair != nullptr; pair += 2)
      take(local_part(*pair), std::string_view(pair[1]));
  }

 private:
  static std::string_view local_part(std::string_view name);
  const char* find(std::string_view name, std::string_view space) const;
  const char** pairs_;
};

// Local names, without namespace. What they throw ends the parsing and comes out of feed().
struct XmlEvents {
  std::function<void(std::string_view name, const XmlAttributes&)> start;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;  // in pieces
};

class XmlStream {
 public:
  // `place` names the source in errors.
  XmlStream(XmlEvents events, std::string place);
  ~XmlStream();
  XmlStream(const XmlStream&) = delete;
  XmlStream& operator=(const XmlStream&) = delete;

  // False when the text is not well-formed from there on; nothing more is then read. Error(input)
  // for a DOCTYPE, an element nested more than 256 deep, a token of more than 4 MiB.
  bool feed(std::string_view piece, bool is_last);
  // Ends the parsing from inside an event: the rest is not wanted.
  void stop();
  bool stopped() const;

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace aval
