#pragma once

#include "decode/wire/decompressor.hpp"

#include <memory>
#include <string_view>

namespace tracewh::decode {

/// Takes off what log collectors put before or around each line: `service-1  | ` (Docker Compose), `<time>
/// stdout F ` (Kubernetes, CRI), `<time> ` and `[pod/…] ` (docker and kubectl logs), `{"log":"…\n",…}`
/// (Docker's json-file). Lines without pass unchanged. Null when most lines of `head` have none. An empty
/// input is taken for the end of the stream. Offsets in the result count what is left.
std::unique_ptr<Decompressor> make_prefix_filter(std::string_view head);

/// What undoes all that was done to a stream that begins with `head`: compression, prefixes of lines, or
/// prefixes inside of compression. Null when that is nothing.
std::unique_ptr<Decompressor> make_stream_filter(std::string_view head);

}  // namespace tracewh::decode
