#include "reference/messy_traces.hpp"

#include "bench/encoder.hpp"
#include "bench/trace_maker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tracewh::reference {
namespace {

using bench::GeneratedSpan, bench::Random, bench::Service;

constexpr std::int64_t kStart = 1'768'467'600'000'000'000;
constexpr std::int64_t kMillisecond = 1'000'000;
constexpr int kTraces = 30;
constexpr std::size_t kSpansPerExport = 25;

std::string failure_message(Random& random) {
  switch (random.integer(0, 4)) {
    case 0:
      return fmt::format("worker {} timed out after {}ms", random.integer(1, 30), random.integer(10, 9000));
    case 1:
      return fmt::format("request {:08x}-{:04x}, try={}: refused", random.next() & 0xffffffff,
                         random.next() & 0xffff, random.integer(1, 3));
    case 2:
      return "connection reset";
    case 3:
      return fmt::format("{} ü{}", std::string(195, 'x'), random.integer(1000, 1'000'000));
    default:
      return "";
  }
}

void set_attribute(GeneratedSpan& span, std::string_view key, const std::string& value) {
  const auto found = std::ranges::find(span.attributes, key, &bench::GeneratedAttribute::key);
  if (found == span.attributes.end()) {
    span.attributes.push_back({key, value});
  } else {
    found->value = value;
  }
}

void disturb_times(GeneratedSpan& span, Random& random) {
  if (random.chance(0.05)) span.end_ns = 0;
  if (random.chance(0.03)) span.end_ns = span.start_ns - random.integer(1, 50) * kMillisecond;
  if (random.chance(0.05)) {
    const std::int64_t skew = random.integer(-40, 40) * kMillisecond;
    span.start_ns += skew;
    span.end_ns += span.end_ns == 0 ? 0 : skew;
  }
}

/// Equal starts and durations, within a trace and between traces.
void coarsen_times(GeneratedSpan& span, std::int64_t step) {
  span.start_ns = span.start_ns / step * step;
  span.end_ns = span.end_ns / step * step;
}

void disturb_content(GeneratedSpan& span, Random& random) {
  if (random.chance(0.04)) {
    span.status = 2;
    span.status_message = failure_message(random);
  }
  if (random.chance(0.03)) {
    set_attribute(span, "error.type", "Failure");
    set_attribute(span, "error.message", fmt::format("said \"{}\"", failure_message(random)));
  }
  if (span.name == "protocol.send" && random.chance(0.15)) {
    set_attribute(span, "multiagent.message.type", "error");
  }
  if (random.chance(0.02)) span.attributes.clear();
  if (random.chance(0.1)) set_attribute(span, "span.kind", "agent");
  if (random.chance(0.05)) set_attribute(span, "multiagent.worker.id", "worker-1");
  if (random.chance(0.02)) set_attribute(span, "agent.name", fmt::format("agent-{}", random.integer(1, 3)));
}

void disturb_parents(std::vector<GeneratedSpan>& spans, Random& random) {
  for (GeneratedSpan& span : spans) {
    const double lost = span.name == "protocol.send" ? 0.3 : 0.03;
    const auto any = static_cast<std::size_t>(random.integer(0, std::ssize(spans) - 1));
    if (random.chance(0.03)) span.parent_span_id = {};
    if (random.chance(0.03)) span.parent_span_id = {random.next() | 1};
    // Below any span: perhaps itself, or one below it.
    if (random.chance(lost)) span.parent_span_id = spans[any].span_id;
  }
  // Others name it, but it never comes.
  std::erase_if(spans, [&](const GeneratedSpan&) { return random.chance(0.04); });
}

/// A version of `span` that an exporter sent at another time.
GeneratedSpan other_version(GeneratedSpan span, Random& random) {
  switch (random.integer(0, 5)) {
    case 0:
      span.end_ns = 0;
      break;
    case 1:
      span.end_ns += span.end_ns == 0 ? span.start_ns + kMillisecond : kMillisecond;
      break;
    case 2:
      span.parent_span_id = {};
      span.end_ns += kMillisecond;
      break;
    case 3:
      span.start_ns -= kMillisecond;
      set_attribute(span, "multiagent.worker.id", "worker-2");
      break;
    case 4:
      span.name += ".renamed";
      break;
    default:
      span.status = 2;
      span.status_message = failure_message(random);
  }
  return span;
}

void repeat_some(std::vector<GeneratedSpan>& spans, Random& random) {
  const std::vector<GeneratedSpan> once = spans;
  for (const GeneratedSpan& span : once) {
    if (random.chance(0.08)) spans.push_back(span);
    while (random.chance(0.06)) spans.push_back(other_version(span, random));
  }
}

void shuffle(std::vector<GeneratedSpan>& spans, Random& random) {
  for (std::size_t i = spans.size(); i > 1; --i) std::swap(spans[i - 1], spans[random.next() % i]);
}

}  // namespace

std::vector<GeneratedSpan> make_messy_spans(std::uint64_t seed) {
  bench::TraceMaker maker(seed, {});
  Random random(seed + 1000);
  std::vector<GeneratedSpan> all;
  for (int i = 0; i < kTraces; ++i) {
    std::vector<GeneratedSpan> spans = maker.make(kStart + i / 3 * 500 * kMillisecond);
    if (i % 3 == 0) spans.resize(1 + random.next() % 3);
    disturb_parents(spans, random);
    for (GeneratedSpan& span : spans) {
      disturb_times(span, random);
      disturb_content(span, random);
      if (i % 2 == 0) coarsen_times(span, 250 * kMillisecond);
    }
    repeat_some(spans, random);
    std::ranges::move(spans, std::back_inserter(all));
  }
  shuffle(all, random);
  return all;
}

std::vector<std::string> make_files(const std::vector<GeneratedSpan>& spans, std::size_t files) {
  std::vector<std::string> texts(files);
  for (std::size_t begin = 0, line = 0; begin < spans.size(); begin += kSpansPerExport, ++line) {
    for (const Service service : {Service::kCoordinator, Service::kWorker, Service::kStorage}) {
      std::vector<GeneratedSpan> exported;
      const std::size_t end = std::min(spans.size(), begin + kSpansPerExport);
      for (std::size_t i = begin; i < end; ++i) {
        if (spans[i].service == service) exported.push_back(spans[i]);
      }
      if (!exported.empty()) texts[line % files] += bench::encode_json(service, exported);
    }
  }
  return texts;
}

}  // namespace tracewh::reference
