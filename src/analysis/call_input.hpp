#pragma once

#include "content/content_reader.hpp"
#include "model/span.hpp"

#include <string>
#include <vector>

namespace tracewh::analysis {

/// Tells what calls were given, by the attributes that schema/semantics.json lists.
class CallInputReader {
 public:
  CallInputReader();

  /// The same text for equal input; empty where nothing tells the input of the span, whose trace was loaded
  /// with payloads.
  std::string read(const model::Span& span);

 private:
  bool is_input(std::string_view key) const;

  std::vector<std::string> patterns_;
  content::ContentReader reader_;
};

}  // namespace tracewh::analysis
