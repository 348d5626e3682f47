#include "analysis/known_truth.hpp"

#include "bench/random.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tracewh::analysis {
namespace {

constexpr std::int64_t kMicrosecond = 1'000;
constexpr std::int64_t kMillisecond = 1'000'000;
constexpr std::int64_t kSecond = 1'000'000'000;

// No send before it is a candidate by order.
constexpr std::int64_t kPause_ns = 90 * kSecond;

constexpr std::array<std::pair<Fault, std::string_view>, 13> kFaults{{
    {Fault::kSlowWorker, "slow worker"},
    {Fault::kQueueing, "queueing"},
    {Fault::kRetryStorm, "retry storm"},
    {Fault::kPingPong, "ping-pong"},
    {Fault::kAbsorbedError, "absorbed error"},
    {Fault::kFatalError, "fatal error"},
    {Fault::kOkOverException, "OK over an exception"},
    {Fault::kLostContext, "lost context"},
    {Fault::kLostContextAndIds, "lost context, no IDs"},
    {Fault::kLinkedTrace, "linked trace"},
    {Fault::kTruncatedId, "truncated ID"},
    {Fault::kMissingExporter, "missing exporter"},
    {Fault::kSkewedClock, "skewed clock"},
}};

constexpr auto kCoordinator = "coordinator";
constexpr auto kWorkers = "workers";
constexpr auto kStorage = "storage";
constexpr std::array kCapabilities{"research", "writing", "review", "translation", "planning", "testing"};
constexpr const char* kTools[] = {"web_search", "read_file", "run_tests"};
constexpr const char* kModels[] = {"gpt-4", "claude-3-opus"};

bool ends_the_task(Fault fault) { return fault == Fault::kFatalError || fault == Fault::kOkOverException; }

std::string place_text(const SpanPlace& place) {
  return to_string(place.trace_id) + " " + to_string(place.span_id);
}

/// The service that has the fault, where that is a matter of its set-up.
std::string service_with(std::optional<Fault> fault) {
  switch (fault.value_or(Fault::kSlowWorker)) {
    case Fault::kLostContext:
    case Fault::kLostContextAndIds:
    case Fault::kLinkedTrace:
    case Fault::kTruncatedId:
    case Fault::kSkewedClock:
      return fmt::format("workers-{}", static_cast<int>(*fault));
    default:
      return kWorkers;
  }
}

/// Makes one task after the other.
class HistoryMaker {
 public:
  explicit HistoryMaker(std::uint64_t seed)
      : random_(seed), skew_ns_((random_.chance(0.5) ? 1 : -1) * random_.integer(4, 10) * 60 * kSecond) {}

  bool chance(double probability) { return random_.chance(probability); }
  std::size_t position_below(std::size_t size) {
    return static_cast<std::size_t>(random_.integer(0, static_cast<std::int64_t>(size) - 1));
  }

  void add_task(const std::vector<Fault>& faults) {
    if (std::ranges::find(faults, Fault::kLostContextAndIds) != faults.end()) now_ += kPause_ns;
    main_ = begin_trace(random_id());
    root_ = task(next_id(), 0, now_, 0);
    root_.service = kCoordinator;
    root_.name = "multiagent.task";
    root_.task_id = fmt::format("task-{}", ++tasks_);
    std::int64_t end_ns = add_call("llm.plan", now_ + kMillisecond);
    end_ns = hand_off_all(faults, end_ns + kMillisecond);
    if (std::ranges::none_of(faults, ends_the_task)) {
      end_ns = add_call("llm.check", end_ns + kMillisecond);
      if (chance(0.5)) end_ns = add_message(main_, root_, "answer", end_ns + kMillisecond);
    }
    root_.duration_ns = end_ns + kMillisecond - root_.start_ns;
    spans_of(main_).push_back(root_);
    now_ += random_.integer(1, 20'000) * kMillisecond;
  }

  History take() { return std::move(history_); }

 private:
  std::uint64_t next_id() { return ++ids_; }
  std::int64_t milliseconds(std::int64_t low, std::int64_t high) {
    return random_.integer(low, high) * kMillisecond;
  }
  std::vector<WorkSpan>& spans_of(std::size_t trace) { return history_.traces[trace].spans; }
  SpanPlace place_of(std::size_t trace, const WorkSpan& span) const {
    return {history_.traces[trace].id, model::SpanId{span.id}};
  }

  void add_fact(std::string_view analysis, std::string subject, std::string answer,
                std::vector<SpanPlace> told_by = {}) {
    history_.facts.push_back({analysis, std::move(subject), std::move(answer), std::move(told_by)});
  }
  /// That something of the trace lasts long, and which span it is.
  void add_long(std::string_view analysis, const WorkSpan& span, std::vector<SpanPlace> told_by) {
    const SpanPlace place = place_of(main_, span);
    told_by.push_back(place);
    add_fact(analysis, to_string(place.trace_id), to_string(place.span_id), std::move(told_by));
  }
  void make_optional(std::string_view analysis, std::string subject) {
    history_.facts.push_back({analysis, std::move(subject), {}, {}, true});
  }

  model::TraceId random_id() {
    model::TraceId id;
    for (std::uint8_t& byte : id.bytes) byte = static_cast<std::uint8_t>(random_.integer(1, 255));
    return id;
  }

  std::size_t begin_trace(const model::TraceId& id) {
    history_.traces.push_back({id, {}});
    return history_.traces.size() - 1;
  }

  WorkSpan& add(std::size_t trace, const WorkSpan& parent, model::Role role, std::string name,
                std::int64_t start_ns, std::int64_t duration_ns) {
    WorkSpan span{.id = next_id(),
                  .parent = parent.id,
                  .start_ns = start_ns,
                  .duration_ns = duration_ns,
                  .role = role,
                  .name = std::move(name),
                  .service = parent.service};
    return spans_of(trace).emplace_back(std::move(span));
  }

  /// Of the coordinator. Returns its end, as all of these do.
  std::int64_t add_call(std::string name, std::int64_t start_ns) {
    return end_of(add(main_, root_, model::Role::kLlm, std::move(name), start_ns, milliseconds(200, 1000)));
  }

  static std::int64_t end_of(const WorkSpan& span) { return span.start_ns + *span.duration_ns; }

  std::int64_t add_message(std::size_t trace, const WorkSpan& parent, std::string type,
                           std::int64_t start_ns) {
    WorkSpan& message = add(trace, parent, model::Role::kMessage, "protocol.send", start_ns,
                            random_.integer(100, 900) * kMicrosecond);
    message.message_type = std::move(type);
    message.message_id = fmt::format("message-{}", ++messages_);
    return end_of(message);
  }

  std::int64_t hand_off_all(const std::vector<Fault>& faults, std::int64_t start_ns) {
    std::vector<std::optional<Fault>> hand_offs(faults.begin(), faults.end());
    hand_offs.resize(faults.size() + static_cast<std::size_t>(random_.integer(1, 3)));
    std::ranges::rotate(hand_offs, hand_offs.begin() + random_.integer(0, 2) % std::ssize(hand_offs));
    std::ranges::stable_partition(hand_offs, [](auto fault) { return !fault || !ends_the_task(*fault); });
    const bool at_once = faults.size() < 2 && std::ranges::none_of(faults, ends_the_task) && chance(0.3);
    std::int64_t end_ns = start_ns;
    for (const std::optional<Fault>& fault : hand_offs) {
      const std::string capability = kCapabilities.at(next_capability_++ % kCapabilities.size());
      end_ns = std::max(end_ns, hand_off(fault, capability, start_ns) + milliseconds(1, 5));
      start_ns = at_once ? start_ns + 2 * kMillisecond : end_ns;
    }
    return end_ns;
  }

  std::int64_t hand_off(std::optional<Fault> fault, const std::string& capability, std::int64_t start_ns) {
    const std::int64_t sent_ns = add_message(main_, root_, "task", start_ns);
    WorkSpan& message = spans_of(main_).back();
    message.task_type = capability;
    const WorkSpan sent = message;
    const SpanPlace send_place = place_of(main_, sent);
    if (fault == Fault::kMissingExporter) {
      add_fact("doctor", "missing_worker_spans", kCoordinator);
      return sent_ns + milliseconds(1000, 5000);
    }
    const bool waits = fault == Fault::kQueueing;
    WorkSpan work = worker(next_id(), root_.id,
                           sent_ns + (waits ? milliseconds(90'000, 150'000) : milliseconds(1, 20)), 0);
    work.name = "worker." + capability;
    work.worker_id = fmt::format("worker-{}", random_.integer(1, 8));
    work.capability = capability;
    work.service = service_with(fault);
    work.task_id = root_.task_id;
    work.message_id = sent.message_id;
    // What is below a message, that has ended, is on no critical path.
    const bool is_awaited = fault == Fault::kSlowWorker || fault == Fault::kSkewedClock || chance(0.5);
    if (!is_awaited) work.parent = sent.id;
    const std::size_t trace = place_work(fault, sent, work);
    if (waits) {
      add_long("critical-path", root_, {send_place, place_of(trace, work)});
      add_long("hops", sent, {place_of(trace, work)});
      add_fact("waits", to_string(send_place.trace_id), "long", {send_place, place_of(trace, work)});
    }
    const std::size_t first = spans_of(trace).size();
    const std::int64_t end_ns = do_work(fault, trace, work);
    if (fault == Fault::kSkewedClock) skew(trace, first);
    // A worker that failed is asked again.
    const bool is_retried = fault == Fault::kAbsorbedError && work.evidence != 0;
    return is_retried ? hand_off(std::nullopt, capability, end_ns + kMillisecond) : end_ns;
  }

  /// Decides in which trace the work is done, and what it knows of the message.
  std::size_t place_work(std::optional<Fault> fault, const WorkSpan& sent, WorkSpan& work) {
    const SpanPlace send_place = place_of(main_, sent);
    if (!fault) return main_;
    std::size_t trace = main_;
    SpanPlace parent = send_place;
    std::vector<SpanPlace> told_by{send_place};
    switch (*fault) {
      case Fault::kLostContext:
        if (chance(0.5)) work.message_id.clear();
        add_fact("doctor", "separate_traces", work.service);
        trace = begin_trace(random_id());
        break;
      case Fault::kLostContextAndIds:
        work.message_id.clear();
        work.task_id.clear();
        add_fact("doctor", "separate_traces", work.service);
        trace = begin_trace(random_id());
        break;
      case Fault::kLinkedTrace:
        work.message_id.clear();
        work.task_id.clear();
        work.links_away = {{send_place.trace_id, sent.id}};
        told_by.clear();
        trace = begin_trace(random_id());
        break;
      case Fault::kTruncatedId: {
        model::TraceId half = send_place.trace_id;
        std::fill_n(half.bytes.begin(), 8, std::uint8_t{0});
        add_fact("doctor", "truncated_trace_id", work.service);
        parent.span_id.value = work.parent;
        told_by.clear();
        trace = begin_trace(half);
        break;
      }
      default:
        return main_;
    }
    if (*fault != Fault::kTruncatedId) work.parent = 0;
    told_by.push_back(place_of(trace, work));
    add_fact("joins", place_text(place_of(trace, work)), place_text(parent), std::move(told_by));
    return trace;
  }

  /// Fills in the worker's span and all below it.
  std::int64_t do_work(std::optional<Fault> fault, std::size_t trace, WorkSpan& work) {
    std::int64_t now = work.start_ns + kMillisecond;
    const std::int64_t steps = random_.integer(2, 4);
    const std::int64_t faulty = random_.integer(0, steps - 1);
    for (std::int64_t i = 0; i < steps; ++i) {
      now = add_step(trace, work, now) + kMillisecond;
      if (fault && i == faulty) now = add_faulty(*fault, trace, work, now) + kMillisecond;
    }
    if (fault && ends_the_task(*fault)) now = fail_task(*fault, trace, work, now) + kMillisecond;
    if (fault == Fault::kAbsorbedError && chance(0.3)) {
      const WorkSpan leaf = add_failure(trace, work, now);
      now = end_of(leaf) + kMillisecond;
      work = failed(work, "cannot work");
    }
    now = add_message(trace, work, work.evidence == 0 ? "result" : "error", now) + kMillisecond;
    work.duration_ns = now - work.start_ns;
    spans_of(trace).push_back(work);
    return now;
  }

  std::int64_t add_step(std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
    const std::int64_t choice = random_.integer(0, 2);
    if (choice == 0) {
      WorkSpan& call = add(trace, work, model::Role::kLlm, "llm.chat", start_ns, milliseconds(200, 3000));
      call.model = random_.pick(kModels);
      return end_of(call);
    }
    if (choice == 1) return end_of(add_tool(trace, work, random_.pick(kTools), new_input(), start_ns));
    WorkSpan& call = add(trace, work, model::Role::kStorage, "storage.select", start_ns, milliseconds(1, 20));
    call.service = kStorage;
    return end_of(call);
  }

  std::string new_input() { return fmt::format("input {}", ++inputs_); }

  WorkSpan& add_tool(std::size_t trace, const WorkSpan& parent, std::string name, std::string input,
                     std::int64_t start_ns) {
    WorkSpan& call =
        add(trace, parent, model::Role::kTool, "tool." + std::move(name), start_ns, milliseconds(20, 500));
    call.input = std::move(input);
    return call;
  }

  WorkSpan add_failure(std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
    WorkSpan& call = add(trace, work, model::Role::kLlm, "llm.chat", start_ns, milliseconds(200, 3000));
    call = failed(call, "rate limit");
    return call;
  }

  /// What goes wrong between two steps.
  std::int64_t add_faulty(Fault fault, std::size_t trace, WorkSpan& work, std::int64_t start_ns) {
    switch (fault) {
      case Fault::kSlowWorker: {
        const WorkSpan slow =
            add(trace, work, model::Role::kLlm, "llm.chat", start_ns, milliseconds(90'000, 150'000));
        add_long("critical-path", slow, {place_of(trace, work), place_of(main_, root_)});
        return end_of(slow);
      }
      case Fault::kRetryStorm:
        return add_storm(trace, work, start_ns);
      case Fault::kPingPong:
        return chance(0.5) ? add_turns(trace, work, start_ns) : add_nested_turns(trace, work, start_ns);
      case Fault::kAbsorbedError: {
        WorkSpan& call = add_tool(trace, work, "unstable", new_input(), start_ns);
        call = failed(call, "not found");
        const std::int64_t end_ns = end_of(call);
        if (chance(0.5)) work = ok(work);
        return add_step(trace, work, end_ns + kMillisecond);
      }
      default:
        return start_ns;
    }
  }

  void add_loop(std::string_view kind, std::size_t trace, std::span<const WorkSpan> calls,
                const WorkSpan& work) {
    std::vector<SpanPlace> told_by{place_of(trace, work)};
    for (const WorkSpan& call : calls) told_by.push_back(place_of(trace, call));
    add_fact("loops", fmt::format("{} {}", to_string(history_.traces[trace].id), kind),
             fmt::format("{} {}", to_string(model::SpanId{calls.front().id}), calls.size()),
             std::move(told_by));
  }

  std::int64_t add_storm(std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
    const std::string input = new_input();
    std::vector<WorkSpan> calls;
    const std::int64_t attempts = random_.integer(3, 8);
    for (std::int64_t i = 1; i <= attempts; ++i) {
      WorkSpan& call = add_tool(trace, work, "flaky", input, start_ns);
      if (i < attempts) call = failed(call, "unavailable");
      calls.push_back(call);
      start_ns = end_of(call) + milliseconds(1, 50);
    }
    add_loop("retry_storm", trace, calls, work);
    return end_of(calls.back());
  }

  WorkSpan& add_turn(std::size_t trace, const WorkSpan& parent, std::int64_t turn, std::int64_t start_ns,
                     std::int64_t duration_ns) {
    WorkSpan& agent = add(trace, parent, model::Role::kAgent, "agent.turn", start_ns, duration_ns);
    agent.agent = turn % 2 == 0 ? "writer" : "critic";
    return agent;
  }

  std::int64_t add_turns(std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
    std::vector<WorkSpan> turns;
    const std::int64_t count = random_.integer(6, 9);
    for (std::int64_t i = 0; i < count; ++i) {
      turns.push_back(add_turn(trace, work, i, start_ns, milliseconds(100, 800)));
      add(trace, turns.back(), model::Role::kLlm, "llm.chat", start_ns + kMillisecond, 50 * kMillisecond);
      start_ns = end_of(turns.back()) + kMillisecond;
    }
    add_loop("ping_pong", trace, turns, work);
    return end_of(turns.back());
  }

  std::int64_t add_nested_turns(std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
    std::vector<WorkSpan> turns;
    const std::int64_t count = random_.integer(6, 9);
    for (std::int64_t i = 0; i < count; ++i) {
      turns.push_back(add_turn(trace, turns.empty() ? work : turns.back(), i, start_ns + i * kMillisecond,
                               (2000 - 2 * i) * kMillisecond));
    }
    add_loop("ping_pong", trace, turns, work);
    return start_ns + 2000 * kMillisecond;
  }

  std::int64_t fail_task(Fault fault, std::size_t trace, WorkSpan& work, std::int64_t start_ns) {
    const WorkSpan leaf = add_failure(trace, work, start_ns);
    std::vector<SpanPlace> way{place_of(trace, leaf)};
    // Some workers tell nothing of what failed below them.
    if (chance(0.7)) {
      work = failed(work);
      way.push_back(place_of(trace, work));
    }
    way.push_back(place_of(main_, root_));
    if (fault == Fault::kOkOverException) {
      root_ = ok_over_error(root_);
      add_fact("doctor", "ok_over_error", kCoordinator, {place_of(main_, root_)});
    } else if (chance(0.3)) {
      root_ = ok(root_);
      root_.evidence = model::evidence::kErrorReply;
    } else {
      root_ = failed(root_, "the task failed");
    }
    add_fact("blame", to_string(history_.traces[main_].id), to_string(way.front().span_id), way);
    return end_of(leaf);
  }

  /// Moves what the skewed service has told since the span at `first`. What compares times of two services is
  /// wrong then.
  void skew(std::size_t trace, std::size_t first) {
    const std::string service = service_with(Fault::kSkewedClock);
    for (WorkSpan& span : std::span(spans_of(trace)).subspan(first)) {
      if (span.service == service) span.start_ns += skew_ns_;
    }
    const std::string id = to_string(history_.traces[trace].id);
    add_fact("doctor", "clock_skew", fmt::format("{} {}", service, skew_ns_ / kSecond / 60));
    for (const std::string_view analysis : {"waits", "hops"}) make_optional(analysis, id);
    make_optional("loops", id + " work_after_answer");
  }

  bench::Random random_;
  std::int64_t skew_ns_;
  History history_;
  std::int64_t now_ = 1'000 * kSecond;
  std::uint64_t ids_ = 0;
  std::uint64_t tasks_ = 0;
  std::uint64_t messages_ = 0;
  std::uint64_t inputs_ = 0;
  std::size_t next_capability_ = 0;
  std::size_t main_ = 0;  ///< the trace of the task at hand
  WorkSpan root_;
};

/// Those that a task may have beside another: no second end, and no clock that makes times meaningless.
bool fits_beside(Fault first, Fault second) {
  if (first == second || (ends_the_task(first) && ends_the_task(second))) return false;
  return first != Fault::kSkewedClock && second != Fault::kSkewedClock;
}

}  // namespace

std::span<const Fault> all_faults() {
  static const std::vector<Fault> kAll = [] {
    std::vector<Fault> all;
    for (const auto& [fault, name] : kFaults) all.push_back(fault);
    return all;
  }();
  return kAll;
}

std::string_view to_string(Fault fault) { return kFaults.at(static_cast<std::size_t>(fault)).second; }

History make_history(std::uint64_t seed, std::size_t tasks, std::span<const Fault> faults) {
  HistoryMaker maker(seed);
  for (std::size_t i = 0; i < tasks; ++i) {
    std::vector<Fault> planted;
    if (!faults.empty() && i % 3 == 0) planted.push_back(faults[i / 3 % faults.size()]);
    if (!planted.empty() && faults.size() > 1 && maker.chance(0.4)) {
      const Fault second = faults[maker.position_below(faults.size())];
      if (fits_beside(planted.front(), second)) planted.push_back(second);
    }
    maker.add_task(planted);
  }
  return maker.take();
}

}  // namespace tracewh::analysis
