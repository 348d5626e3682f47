#include "web/page.hpp"

#include "base/base64.hpp"
#include "web/embedded.hpp"

#include <fmt/format.h>

#include <array>
#include <openssl/sha.h>

namespace tracewh::web {
namespace {

std::string_view embedded(std::string_view path) { return base::find_embedded(embedded_files(), path); }

/// The source of a Content-Security-Policy that allows exactly this text.
std::string hash_source(std::string_view text) {
  std::string hash(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(hash.data()));
  std::string source = "'sha256-";
  base::append_base64(source, hash);
  return source + '\'';
}

/// JSON in which no markup can begin or end.
std::string without_markup(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      text += "\\u003c";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

std::span<const PageFile> page_files() {
  static const std::array<PageFile, 3> kFiles{{
      {"/", "text/html; charset=utf-8", embedded("page.html")},
      {"/page.css", "text/css; charset=utf-8", embedded("page.css")},
      {"/page.js", "text/javascript; charset=utf-8", embedded("page.js")},
  }};
  return kFiles;
}

std::string offline_page(std::string_view answers) {
  const std::string_view script = embedded("page.js");
  const std::string_view style = embedded("page.css");
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src {}; style-src "
      "{}; "
      "img-src data:; base-uri 'none'; form-action 'none'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>tracewh report</title>\n"
      "<link rel=\"icon\" href=\"data:,\">\n<style>{}</style>\n</head>\n<body>\n<div id=\"page\"></div>\n"
      "<script type=\"application/json\" id=\"answers\">{}</script>\n"
      "<script type=\"module\">{}</script>\n</body>\n</html>\n",
      hash_source(script), hash_source(style), style, without_markup(answers), script);
}

}  // namespace tracewh::web
