#pragma once

#include <string_view>

namespace tracewh::decode {

/// Whether a key is one that usually holds a secret, such as `set_cookie`, `set-cookie`, `setCookie` or
/// `http.response.header.set-cookie`: its words count, not how they are written. Counts of tokens are none.
bool is_secret_key(std::string_view key);

}  // namespace tracewh::decode
