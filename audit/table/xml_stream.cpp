#include "audit/table/xml_stream.h"

#include <exception>
#include <utility>

#include <expat.h>

#include "audit/base/error.h"
#include "audit/table/encoding.h"

namespace aval {

namespace {

constexpr char kSpaceMark = '\n';  // between a namespace and a local name
constexpr std::size_t kMaxDepth = 256;
constexpr std::int64_t kMaxToken = 4194304;

std::string_view local_name(std::string_view name) {
  const std::size_t mark = name.rfind(kSpaceMark);
  return mark == std::string_view::npos ? name : name.substr(mark + 1);
}

}  // namespace

std::string_view XmlAttributes::local_part(std::string_view name) {
  return local_name(name);
}

const char* XmlAttributes::find(std::string_view name, std::string_view space) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    const std::string_view whole = *pair;
    if (local_name(whole) != name)
      continue;
    const std::string_view own_space = whole.substr(0, whole.size() - name.size());
    if (space.empty() || own_space.find(space) != std::string_view::npos)
      return pair[1];
  }
  return nullptr;
}

std::string_view XmlAttributes::value(std::string_view name, std::string_view space) const {
  const char* value = find(name, space);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

bool XmlAttributes::has(std::string_view name, std::string_view space) const {
  return find(name, space) != nullptr;
}

// expat is C: what an event throws is kept, and thrown again once expat has returned.
struct XmlStream::Parser {
  XML_Parser handle = nullptr;
  XmlEvents events;
  std::string place;
  std::exception_ptr failure;
  std::size_t depth = 0;
  std::int64_t fed = 0;
  bool stopped = false;

  ~Parser() { XML_ParserFree(handle); }

  template <typename Event>
  void run(const Event& event) {
    if (stopped || failure)
      return;
    try {
      event();
    } catch (...) {
      failure = std::current_exception();
      XML_StopParser(handle, XML_FALSE);
    }
  }

  [[noreturn]] void refuse() const {
    throw Error(ErrorKind::input, place,
                Text{"fichier refusé : son XML déclare des entités ou dépasse les limites "
                     "(imbrication, longueur) ; s'il est sain, enregistrez-le de nouveau",
                     "file refused: its XML declares entities or passes the limits (nesting, "
                     "length); if it is sound, save it again"});
  }

  static void XMLCALL on_start(void* self, const char* name, const char** attributes) {
    auto& parser = *static_cast<Parser*>(self);
    parser.run([&] {
      if (++parser.depth > kMaxDepth)
        parser.refuse();
      if (parser.events.start)
        parser.events.start(local_name(name), XmlAttributes(attributes));
    });
  }

  static void XMLCALL on_end(void* self, const char* name) {
    auto& parser = *static_cast<Parser*>(self);
    parser.run([&] {
      --parser.depth;
      if (parser.events.end)
        parser.events.end(local_name(name));
    });
  }

  static void XMLCALL on_text(void* self, const char* text, int length) {
    auto& parser = *static_cast<Parser*>(self);
    parser.run([&] {
      if (parser.events.text)
        parser.events.text(std::string_view(text, static_cast<std::size_t>(length)));
    });
  }

  // Encodings that expat does not know itself, such as windows-1252.
  static int XMLCALL on_encoding(void*, const char* name, XML_Encoding* encoding) {
    const auto page = load_code_page(name);
    if (page == nullptr)
      return XML_STATUS_ERROR;
    for (int byte = 0; byte < 256; ++byte) {
      const char32_t character =
          byte < 128 ? static_cast<char32_t>(byte)
                     : page->characters[static_cast<std::size_t>(byte - 128)].code_point;
      encoding->map[byte] = character == 0xFFFD ? -1 : static_cast<int>(character);
    }
    encoding->data = nullptr;
    encoding->convert = nullptr;
    encoding->release = nullptr;
    return XML_STATUS_OK;
  }

  // NOLINTNEXTLINE(readability-function-size): parameters as expat gives them
  static void XMLCALL on_doctype(void* self, const char*, const char*, const char*, int) {
    auto& parser = *static_cast<Parser*>(self);
    parser.run([&] { parser.refuse(); });
  }
};

XmlStream::XmlStream(XmlEvents events, std::string place) : parser_(std::make_unique<Parser>()) {
  parser_->handle = XML_ParserCreateNS(nullptr, kSpaceMark);
  if (parser_->handle == nullptr)
    throw std::bad_alloc();
  parser_->events = std::move(events);
  parser_->place = std::move(place);
  XML_SetUserData(parser_->handle, parser_.get());
  XML_SetElementHandler(parser_->handle, &Parser::on_start, &Parser::on_end);
  XML_SetCharacterDataHandler(parser_->handle, &Parser::on_text);
  XML_SetUnknownEncodingHandler(parser_->handle, &Parser::on_encoding, nullptr);
  XML_SetStartDoctypeDeclHandler(parser_->handle, &Parser::on_doctype);
}

XmlStream::~XmlStream() = default;

bool XmlStream::feed(std::string_view piece, bool is_last) {
  Parser& parser = *parser_;
  if (parser.stopped)
    return true;
  parser.fed += static_cast<std::int64_t>(piece.size());
  const XML_Status status = XML_Parse(parser.handle, piece.data(), static_cast<int>(piece.size()),
                                      is_last ? XML_TRUE : XML_FALSE);
  if (parser.failure)
    std::rethrow_exception(std::exchange(parser.failure, nullptr));
  if (parser.stopped)
    return true;
  if (status == XML_STATUS_OK && parser.fed - XML_GetCurrentByteIndex(parser.handle) > kMaxToken)
    parser.refuse();
  return status == XML_STATUS_OK;
}

void XmlStream::stop() {
  parser_->stopped = true;
  XML_StopParser(parser_->handle, XML_FALSE);
}

bool XmlStream::stopped() const {
  return parser_->stopped;
}

}  // namespace aval
