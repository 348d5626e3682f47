#pragma once

#include "model/batch.hpp"
#include "reference/span.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tracewh::reference {

/// Something wrong with a file.
struct Issue {
  std::uint64_t offset = 0;
  std::string code;
  model::Severity severity = model::Severity::kError;
  std::string message;
  std::uint64_t count = 1;
};

/// What one file holds, in its order.
struct DecodedFile {
  std::vector<Span> spans;
  std::vector<Issue> issues;
};

/// Decodes a whole file of up to 1 MiB, decompressed; none when its format is not known or its compression is
/// damaged.
std::optional<DecodedFile> decode_file(const std::string& bytes);

}  // namespace tracewh::reference
