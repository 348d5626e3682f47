#include "decode/formats/zipkin_v1.hpp"

#include <algorithm>
#include <array>

namespace tracewh::decode {
namespace {

/// An annotation that tells of the start or the end of one side of a call.
struct CoreAnnotation {
  std::string_view value;
  std::int32_t kind;
  bool starts;
};

constexpr std::array<CoreAnnotation, 6> kCore{{{"cs", kZipkinClient, true},
                                               {"cr", kZipkinClient, false},
                                               {"sr", kZipkinServer, true},
                                               {"ss", kZipkinServer, false},
                                               {"ms", kZipkinProducer, true},
                                               {"mr", kZipkinConsumer, true}}};

/// Of the callers first.
constexpr std::array<std::int32_t, 4> kKinds{kZipkinClient, kZipkinServer, kZipkinProducer, kZipkinConsumer};

const CoreAnnotation* core(std::string_view value) {
  const auto found = std::ranges::find(kCore, value, &CoreAnnotation::value);
  return found == kCore.end() ? nullptr : &*found;
}

/// Binary annotations whose value is true carry the other side's endpoint.
bool is_address(const ZipkinTag& tag) {
  return (tag.key == "sa" || tag.key == "ca" || tag.key == "ma") &&
         tag.value.type == AttributeValue::Type::kBool && tag.value.boolean;
}

/// What a side takes over from the whole span.
ZipkinSpan side_of(const ZipkinSpan& whole) {
  ZipkinSpan side;
  side.trace_id = whole.trace_id;
  side.id = whole.id;
  side.parent_id = whole.parent_id;
  side.name = whole.name;
  side.debug = whole.debug;
  return side;
}

class Conversion {
 public:
  explicit Conversion(const ZipkinSpan& whole) : whole_(whole) {}

  std::vector<ZipkinSpan> run() {
    for (const std::int32_t kind : kKinds) add_side(kind);
    if (sides_.empty()) sides_.push_back(side_of(whole_));
    set_times();
    for (const ZipkinAnnotation& annotation : whole_.annotations) {
      if (core(annotation.value) == nullptr) side_at(annotation.endpoint).annotations.push_back(annotation);
    }
    for (const ZipkinTag& tag : whole_.tags) place(tag);
    return std::move(sides_);
  }

 private:
  void add_side(std::int32_t kind) {
    ZipkinSpan side = side_of(whole_);
    side.kind = kind;
    bool present = false;
    std::optional<std::int64_t> end;
    for (const ZipkinAnnotation& annotation : whole_.annotations) {
      const CoreAnnotation* const meaning = core(annotation.value);
      if (meaning == nullptr || meaning->kind != kind) continue;
      present = true;
      if (!annotation.endpoint.empty()) side.local = annotation.endpoint;
      (meaning->starts ? side.start_ns : end) = annotation.time_ns;
    }
    if (end && side.start_ns && *end >= *side.start_ns) side.duration_ns = *end - *side.start_ns;
    if (present) sides_.push_back(side);
  }

  /// The span's own times are those of the side that began it. Without them another tracer began it.
  void set_times() {
    ZipkinSpan& first = sides_.front();
    const bool called = first.kind == kZipkinServer || first.kind == kZipkinConsumer;
    first.shared = called && !whole_.start_ns;
    if (whole_.start_ns) first.start_ns = whole_.start_ns;
    if (whole_.duration_ns) first.duration_ns = whole_.duration_ns;
    for (std::size_t i = 1; i < sides_.size(); ++i) sides_[i].shared = true;
  }

  ZipkinSpan& side_at(const ZipkinEndpoint& endpoint) {
    const auto found = std::ranges::find_if(sides_, [&](const ZipkinSpan& side) {
      return !endpoint.service.empty() && side.local.service == endpoint.service;
    });
    ZipkinSpan& side = found == sides_.end() ? sides_.front() : *found;
    if (side.local.empty()) side.local = endpoint;
    return side;
  }

  void place(const ZipkinTag& tag) {
    if (!is_address(tag)) {
      side_at(tag.endpoint).tags.push_back(tag);
      return;
    }
    const bool caller = tag.key == "ca";
    for (ZipkinSpan& side : sides_) {
      const bool is_called = side.kind == kZipkinServer;
      if (tag.key == "ma" || caller == is_called) side.remote = tag.endpoint;
    }
  }

  const ZipkinSpan& whole_;
  std::vector<ZipkinSpan> sides_;
};

}  // namespace

bool is_zipkin_v1(const ZipkinSpan& span) {
  const auto is_old = [](const ZipkinAnnotation& annotation) {
    return !annotation.endpoint.empty() || core(annotation.value) != nullptr;
  };
  return span.local.empty() &&
         (std::ranges::any_of(span.annotations, is_old) ||
          std::ranges::any_of(span.tags, [](const auto& tag) { return !tag.endpoint.empty(); }));
}

std::vector<ZipkinSpan> convert_zipkin_v1(const ZipkinSpan& span) { return Conversion(span).run(); }

}  // namespace tracewh::decode
