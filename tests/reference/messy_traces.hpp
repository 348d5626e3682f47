#pragma once

#include "bench/generated_span.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace tracewh::reference {

/// Spans of about 30 traces with what goes wrong in practice: parents that never come, several roots, cycles,
/// duplicates, several versions of one span, spans without an end or that end before they start, error
/// replies, and many equal starts and durations. In random order.
std::vector<bench::GeneratedSpan> make_messy_spans(std::uint64_t seed);

/// The spans as `files` files of OTLP JSON lines: none is empty, and each service exports its own.
std::vector<std::string> make_files(const std::vector<bench::GeneratedSpan>& spans, std::size_t files);

}  // namespace tracewh::reference
