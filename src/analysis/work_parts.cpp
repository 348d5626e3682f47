#include "analysis/work_parts.hpp"

#include "analysis/span_kind.hpp"
#include "model/enums.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace tracewh::analysis {
namespace {

// What a message has as ID until it gets one.
constexpr std::string_view kPending = "pending";

// Types of messages, without regard to case and to whether words are joined by `_`, `-` or `.`.
constexpr std::array<std::string_view, 12> kAssignments{
    "task",     "subtask",    "task_assignment", "task_request", "assign",       "assignment",
    "delegate", "delegation", "dispatch",        "handoff",      "message/send", "tasks/send"};
constexpr std::array<std::string_view, 12> kReplies{
    "result", "task_result", "subtask_result", "reply",   "response", "task_response",
    "answer", "error",       "task_error",     "failure", "failed",   "completed"};

bool is_one_of(std::string_view message_type, std::span<const std::string_view> types) {
  std::string type(message_type);
  std::ranges::transform(type, type.begin(), [](char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return c == '-' || c == '.' ? '_' : c;
  });
  return std::ranges::find(types, type) != types.end();
}

WorkPart part_of(const model::Span& span) {
  if (span.role == model::Role::kWorker || span.kind == kConsumer) return WorkPart::kWorker;
  const std::string_view type = span.facet_text(model::Facet::kMessageType);
  const bool is_message = span.role == model::Role::kMessage;
  if (is_message && is_one_of(type, kReplies)) return WorkPart::kReply;
  if (is_message && is_one_of(type, kAssignments)) return WorkPart::kSend;
  return span.kind == kProducer ? WorkPart::kSend : WorkPart::kOther;
}

}  // namespace

std::vector<WorkPart> work_parts(const tree::TraceTree& tree) {
  const auto role_of = [&](std::uint32_t node) {
    return tree.nodes[node].placeholder() ? model::Role::kOther : tree.span_of(tree.nodes[node]).role;
  };
  std::vector<WorkPart> parts(tree.nodes.size(), WorkPart::kOther);
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (tree.nodes[i].placeholder()) continue;
    parts[i] = part_of(tree.span_of(tree.nodes[i]));
    const std::uint32_t parent = tree.positions[i].parent;
    if (parent == tree::kNone || role_of(i) != model::Role::kWorker) continue;
    // What receives a message is not what works.
    if (role_of(parent) != model::Role::kWorker && parts[parent] == WorkPart::kWorker) {
      parts[parent] = WorkPart::kOther;
    }
  }
  if (std::ranges::find(parts, WorkPart::kWorker) != parts.end()) return parts;
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    if (role_of(i) == model::Role::kAgent) parts[i] = WorkPart::kWorker;
  }
  return parts;
}

bool is_receipt(const model::Span& span, WorkPart part) {
  return part == WorkPart::kOther && (span.role == model::Role::kMessage || span.kind == kConsumer);
}

std::string_view message_id_of(const model::Span& span) {
  const std::string_view id = span.facet_text(model::Facet::kMessageId);
  return id == kPending ? std::string_view() : id;
}

std::string_view worker_of(const model::Span& span) {
  const std::string_view worker = span.facet_text(model::Facet::kWorkerId);
  return worker.empty() ? span.facet_text(model::Facet::kAgent) : worker;
}

}  // namespace tracewh::analysis
