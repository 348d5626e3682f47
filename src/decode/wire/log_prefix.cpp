#include "decode/wire/log_prefix.hpp"

#include "base/error.hpp"
#include "decode/wire/log_prefix_kind.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace tracewh::decode {
namespace {

// Log collectors cut lines long before; longer ones pass unchanged.
constexpr std::size_t kLineBytes = std::size_t{1} << 20;

// So much of what is inside of compression shows whether there are prefixes.
constexpr std::size_t kHeadBytes = std::size_t{4} << 10;

class PrefixFilter final : public Decompressor {
 public:
  explicit PrefixFilter(const LogPrefixKind& kind) : kind_(kind) {}

  void run(std::string_view& input, std::string& output, std::size_t limit) override {
    if (given_ == ready_.size()) refill(input, limit);
    const std::string_view part = std::string_view(ready_).substr(given_, limit);
    output.append(part);
    given_ += part.size();
  }

  bool at_end() const override { return true; }

 private:
  void refill(std::string_view& input, std::size_t limit) {
    ready_.clear();
    given_ = 0;
    if (input.empty()) return end_line("");
    std::string_view taken = input.substr(0, limit);
    input.remove_prefix(taken.size());
    for (std::size_t end = taken.find('\n'); end != std::string_view::npos; end = taken.find('\n')) {
      line_.append(taken.substr(0, end));
      taken.remove_prefix(end + 1);
      end_line("\n");
    }
    line_.append(taken);
    if (line_.size() > kLineBytes) {
      ready_ += std::exchange(line_, {});
      in_long_line_ = true;
    }
  }

  void end_line(std::string_view line_break) {
    if (!in_long_line_ && kind_.matches(line_)) {
      kind_.append(ready_, line_, line_break);
    } else {
      ready_.append(line_).append(line_break);
    }
    line_.clear();
    in_long_line_ = false;
  }

  const LogPrefixKind& kind_;
  std::string line_;   ///< the line at hand, as far as it came
  std::string ready_;  ///< what came of whole lines
  std::size_t given_ = 0;
  bool in_long_line_ = false;
};

/// Takes off what is found inside of compression.
class InnerFilter final : public Decompressor {
 public:
  explicit InnerFilter(std::unique_ptr<Decompressor> outer) : outer_(std::move(outer)) {}

  void run(std::string_view& input, std::string& output, std::size_t limit) override {
    if (!looked_ && !look(input, limit)) return;
    if (filter_ != nullptr) return filter(input, output, limit);
    if (pending_.empty()) return run_outer(input, output, limit);
    output.append(pending_.substr(0, limit));
    pending_.remove_prefix(std::min(limit, pending_.size()));
  }

  bool at_end() const override { return outer_->at_end(); }

 private:
  /// Looks for prefixes when there is enough to look at; false when there is not.
  bool look(std::string_view& input, std::size_t limit) {
    const bool ended = input.empty();
    run_outer(input, bytes_, limit);
    if (bytes_.size() < kHeadBytes && !ended && !failure_) return false;
    looked_ = true;
    pending_ = bytes_;
    filter_ = make_prefix_filter(pending_);
    return true;
  }

  /// Goes on until something comes of it, because nothing means that the input is used up.
  void filter(std::string_view& input, std::string& output, std::size_t limit) {
    const bool ended = input.empty();
    const std::size_t before = output.size();
    while (output.size() == before) {
      if (pending_.empty()) {
        bytes_.clear();
        run_outer(input, bytes_, limit);
        pending_ = bytes_;
      }
      const bool last = pending_.empty();
      if (!last || ended) filter_->run(pending_, output, limit);
      if (last) return;
    }
  }

  /// What came before the damage is given first.
  void run_outer(std::string_view& input, std::string& output, std::size_t limit) {
    if (failure_) throw base::Error(*failure_);
    const std::size_t before = output.size();
    try {
      outer_->run(input, output, limit);
    } catch (const base::Error& error) {
      if (output.size() == before) throw;
      failure_ = error;
    }
  }

  std::unique_ptr<Decompressor> outer_;
  std::unique_ptr<Decompressor> filter_;
  std::optional<base::Error> failure_;
  std::string bytes_;
  std::string_view pending_;  ///< of bytes_
  bool looked_ = false;
};

}  // namespace

std::unique_ptr<Decompressor> make_prefix_filter(std::string_view head) {
  const LogPrefixKind* const kind = find_log_prefix_kind(head);
  return kind == nullptr ? nullptr : std::make_unique<PrefixFilter>(*kind);
}

std::unique_ptr<Decompressor> make_stream_filter(std::string_view head) {
  if (auto decompressor = make_decompressor(head)) {
    return std::make_unique<InnerFilter>(std::move(decompressor));
  }
  return make_prefix_filter(head);
}

}  // namespace tracewh::decode
