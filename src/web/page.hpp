#pragma once

#include <span>
#include <string>
#include <string_view>

namespace tracewh::web {

/// A file of the page, as a browser asks for it.
struct PageFile {
  std::string_view path;  ///< on a server: `/page.js`; `/` is the page itself
  std::string_view media_type;
  std::string_view text;
};

/// All of them. Nothing else is ever loaded.
std::span<const PageFile> page_files();

/// What a server lets the page do, as the value of Content-Security-Policy.
inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The page as one file that needs no server. `answers` is a JSON object: what the API answers by the path
/// that is asked, `{"headers": [[name, value], …], "body": …}`. Nothing but the page's own script runs in it.
std::string offline_page(std::string_view answers);

}  // namespace tracewh::web
