#include "encode/chrome.hpp"

#include "base/json_writer.hpp"
#include "base/time.hpp"
#include "content/content_reader.hpp"
#include "encode/chrome_flows.hpp"
#include "encode/chrome_tracks.hpp"
#include "tree/trace_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

namespace tracewh::encode {
namespace {

// As much of a trace's ID as tells the traces of one file apart.
constexpr std::size_t kIdDigits = 8;

// What is kept before it is written; a trace can be many times as large.
constexpr std::size_t kTextBytes = std::size_t{1} << 20;

/// Microseconds, exact to the nanosecond.
std::string microseconds(std::int64_t nanoseconds) {
  const std::int64_t fraction = nanoseconds % 1'000;
  return fraction == 0 ? fmt::format("{}", nanoseconds / 1'000)
                       : fmt::format("{}.{:03}", nanoseconds / 1'000, fraction);
}

/// Where everything of a trace is drawn.
struct Picture {
  Picture(tree::TraceTree built, std::size_t first)
      : tree(std::move(built)), tracks(assign_tracks(tree)), flows(tree), first_id(first) {}

  tree::TraceTree tree;
  Tracks tracks;
  FlowFinder flows;
  std::size_t first_id;  ///< of its processes and threads
};

class Chrome final : public Encoder {
 public:
  explicit Chrome(std::ostream& out) : out_(out), json_(text_) {
    out_ << R"({"displayTimeUnit":"ns","traceEvents":[)";
  }

  void outline(model::Trace trace) override {
    picture_ = std::make_unique<const Picture>(tree::build_tree(std::move(trace)), next_id_);
    next_id_ += picture_->tracks.processes.size() + picture_->tracks.tracks.size();
    write_metadata();
  }

  void write(model::Trace chunk) override {
    for (const model::Span& span : chunk.spans) {
      // What was stored since the outline was read is not in the picture.
      const auto node = picture_->flows.node_of(span.span_id);
      if (!node) continue;
      const content::SpanContent content = content_.span(span);
      write_slice(*node, content);
      for (const content::Event& event : content.events) write_instant(*node, event);
      for (const Flow& flow : picture_->flows.into(*node, content.links)) write_flow(flow);
      if (text_.size() >= kTextBytes) write_text();
    }
    write_text();
    if (chunk.last) picture_.reset();
  }

  void finish() override { out_ << "\n]}\n"; }

 private:
  void write_text() {
    out_ << text_;
    text_.clear();
  }

  /// What is not known to start anywhere is drawn at the beginning.
  std::int64_t start_of(std::uint32_t node) const {
    const tree::Node& drawn = this->node(node);
    return drawn.has_start() ? drawn.start_ns : origin_ns();
  }

  const tree::Node& node(std::uint32_t position) const { return picture_->tree.nodes[position]; }
  std::int64_t origin_ns() const { return picture_->tree.start_ns; }
  std::string trace_id() const { return to_string(picture_->tree.trace.trace_id); }

  std::size_t process_id(std::uint32_t process) const { return picture_->first_id + process; }
  /// Distinct in the whole file, as a machine's thread IDs are.
  std::size_t thread_id(std::uint32_t track) const {
    return picture_->first_id + picture_->tracks.processes.size() + track;
  }

  void write_metadata() {
    const std::string id = trace_id().substr(0, kIdDigits);
    for (std::uint32_t i = 0; i < picture_->tracks.processes.size(); ++i) {
      write_names("process", process_id(i), process_id(i), picture_->tracks.processes[i] + " " + id);
    }
    for (std::uint32_t i = 0; i < picture_->tracks.tracks.size(); ++i) {
      const Track& track = picture_->tracks.tracks[i];
      write_names("thread", process_id(track.process), thread_id(i), track.name);
    }
  }

  /// What a process or thread is called, and its place among the others.
  void write_names(const std::string& what, std::size_t process, std::size_t thread, std::string_view name) {
    begin_event("M", what + "_name", process, thread);
    json_.key("args").open('{');
    json_.key("name").text(name);
    end_event();
    begin_event("M", what + "_sort_index", process, thread);
    json_.key("args").open('{');
    json_.key("sort_index").integer(static_cast<std::int64_t>(thread));
    end_event();
  }

  void write_slice(std::uint32_t node, const content::SpanContent& content) {
    const model::Span& span = span_of(node);
    const tree::Node& drawn = this->node(node);
    begin_event("X", span.name, node);
    json_.key("cat").text(to_string(span.role));
    write_time(start_of(node));
    json_.key("dur").raw(microseconds(drawn.end_ns - drawn.start_ns));
    json_.key("args").open('{');
    json_.key("trace_id").text(trace_id());
    json_.key("span_id").text(to_string(span.span_id));
    json_.key("start").text(drawn.has_start() ? base::format_instant(span.start_ns) : "unknown");
    if (!span.end_ns) json_.key("unfinished").boolean(true);
    if (const auto kind = model::span_kind_name(span.kind); span.kind != 0 && !kind.empty())
      json_.key("kind").text(kind);
    json_.key("status").text(to_string(span.status));
    if (!span.status_message.empty()) json_.key("status_message").text(span.status_message);
    write_attributes(content.attributes);
    end_event();
  }

  void write_instant(std::uint32_t node, const content::Event& event) {
    begin_event("i", event.name, node);
    json_.key("cat").text("event");
    // Before the beginning nothing is drawn.
    write_time(std::max(event.time_ns, origin_ns()));
    json_.key("s").text("t");
    json_.key("args").open('{');
    json_.key("time").text(base::format_instant(event.time_ns));
    write_attributes(event.attributes);
    end_event();
  }

  /// An arrow begins within its source and ends where its target begins.
  void write_flow(const Flow& flow) {
    if (picture_->tracks.of[flow.from] == picture_->tracks.of[flow.to] && flow.category == kChildFlow) return;
    const tree::Node& source = node(flow.from);
    const std::int64_t target_ns = start_of(flow.to);
    const std::int64_t source_ns = start_of(flow.from);
    const std::int64_t source_end_ns = source_ns + (source.end_ns - source.start_ns);
    write_flow_end("s", flow.from, flow.category, std::clamp(target_ns, source_ns, source_end_ns));
    write_flow_end("f", flow.to, flow.category, target_ns);
    ++next_flow_;
  }

  void write_flow_end(std::string_view phase, std::uint32_t node, std::string_view category,
                      std::int64_t time_ns) {
    begin_event(phase, category, node);
    json_.key("cat").text(category);
    json_.key("id").integer(next_flow_);
    write_time(time_ns);
    if (phase == "f") json_.key("bp").text("e");
    json_.close('}');
  }

  void write_attributes(const content::Attributes& attributes) {
    if (attributes.empty()) return;
    content::append_json(json_.key("attributes").begin_value(), attributes);
  }

  void write_time(std::int64_t time_ns) { json_.key("ts").raw(microseconds(time_ns - origin_ns())); }

  void begin_event(std::string_view phase, std::string_view name, std::uint32_t node) {
    const std::uint32_t track = picture_->tracks.of[node];
    begin_event(phase, name, process_id(picture_->tracks.tracks[track].process), thread_id(track));
  }

  void begin_event(std::string_view phase, std::string_view name, std::size_t process, std::size_t thread) {
    json_.end_line();
    json_.open('{');
    json_.key("ph").text(phase);
    json_.key("name").text(name);
    json_.key("pid").integer(static_cast<std::int64_t>(process));
    json_.key("tid").integer(static_cast<std::int64_t>(thread));
  }

  /// Closes the arguments, too.
  void end_event() {
    json_.close('}');
    json_.close('}');
  }

  const model::Span& span_of(std::uint32_t position) const { return picture_->tree.span_of(node(position)); }

  std::ostream& out_;
  std::string text_;
  base::JsonWriter json_;
  content::ContentReader content_;
  std::unique_ptr<const Picture> picture_;  // of the trace that is written at the moment
  // Of the file.
  std::size_t next_id_ = 1;
  std::int64_t next_flow_ = 1;
};

}  // namespace

std::unique_ptr<Encoder> make_chrome(std::ostream& out) { return std::make_unique<Chrome>(out); }

}  // namespace tracewh::encode
