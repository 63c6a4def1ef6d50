#include "audit/workspace/web/assets.h"

#include "audit/base/crypto.h"
#include "audit/base/embedded.h"
#include "reports/html_page.h"

namespace aval {

const EmbeddedFolder& workspace_assets();  // written by aval_embed from assets

namespace {

constexpr std::size_t kDigestShown = 16;

// The reports' style first: the workspace shows parts of them.
const std::string& style() {
  static const std::string kStyle =
      std::string(report_style()) +
      std::string(embedded_content(workspace_assets(), "workspace.css"));
  return kStyle;
}

const std::string& script() {
  static const std::string kScript(embedded_content(workspace_assets(), "workspace.js"));
  return kScript;
}

std::string named(const std::string& content, const char* ending) {
  return sha256_hex(content).substr(0, kDigestShown) + ending;
}

}  // namespace

std::string style_address() {
  static const std::string kAddress = "/assets/" + named(style(), ".css");
  return kAddress;
}

std::string script_address() {
  static const std::string kAddress = "/assets/" + named(script(), ".js");
  return kAddress;
}

std::optional<WebResponse> find_asset(const std::string& name) {
  const bool is_style = "/assets/" + name == style_address();
  if (!is_style && "/assets/" + name != script_address())
    return std::nullopt;
  WebResponse response;
  response.type = is_style ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
  response.body = is_style ? style() : script();
  response.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");
  return response;
}

WebResponse api_description() {
  WebResponse response;
  response.type = "application/json";
  response.body = std::string(embedded_content(workspace_assets(), "openapi.json"));
  return response;
}

}  // namespace aval
