#include "analysis/known_truth.hpp"

#include "analysis/history_draft.hpp"
#include "analysis/planted_loops.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tracewh::analysis {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

// No send before it is a candidate by order.
constexpr std::int64_t kPauseNs = 90 * kSecond;

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
  explicit HistoryMaker(std::uint64_t seed) : draft_(seed), skew_ns_(random().integer(4, 10) * 60 * kSecond) {
    if (chance(0.5)) skew_ns_ = -skew_ns_;
  }

  bool chance(double probability) { return random().chance(probability); }
  std::size_t position_below(std::size_t size) {
    return static_cast<std::size_t>(random().integer(0, static_cast<std::int64_t>(size) - 1));
  }

  void add_task(const std::vector<Fault>& faults) {
    if (std::ranges::find(faults, Fault::kLostContextAndIds) != faults.end()) now_ += kPauseNs;
    main_ = draft_.begin_trace(draft_.random_id());
    root_ = task(draft_.next_id(), 0, now_, 0);
    root_.service = kCoordinator;
    root_.name = "multiagent.task";
    root_.task_id = fmt::format("task-{}", ++tasks_);
    std::int64_t end_ns = add_call("llm.plan", now_ + kMillisecond);
    end_ns = hand_off_all(faults, end_ns + kMillisecond);
    if (std::ranges::none_of(faults, ends_the_task)) {
      end_ns = add_call("llm.check", end_ns + kMillisecond);
      if (chance(0.5)) end_ns = end_of(draft_.add_message(main_, root_, "answer", end_ns + kMillisecond));
    }
    root_.duration_ns = end_ns + kMillisecond - root_.start_ns;
    draft_.spans_of(main_).push_back(root_);
    now_ += random().integer(1, 20'000) * kMillisecond;
  }

  History take() { return draft_.take(); }

 private:
  bench::Random& random() { return draft_.random(); }

  /// That something of the trace lasts long, and which span it is.
  void add_long(std::string_view analysis, const WorkSpan& span, std::vector<SpanPlace> told_by) {
    const SpanPlace place = draft_.place_of(main_, span);
    told_by.push_back(place);
    draft_.add_fact(analysis, to_string(place.trace_id), to_string(place.span_id), std::move(told_by));
  }
  /// Of the coordinator. Returns its end, as all of these do.
  std::int64_t add_call(std::string name, std::int64_t start_ns) {
    return end_of(draft_.add(main_, root_, model::Role::kLlm, std::move(name), start_ns,
                             draft_.milliseconds(200, 1000)));
  }

  std::int64_t hand_off_all(const std::vector<Fault>& faults, std::int64_t start_ns) {
    std::vector<std::optional<Fault>> hand_offs(faults.begin(), faults.end());
    hand_offs.resize(faults.size() + static_cast<std::size_t>(random().integer(1, 3)));
    std::ranges::rotate(hand_offs, hand_offs.begin() + random().integer(0, 2) % std::ssize(hand_offs));
    std::ranges::stable_partition(hand_offs, [](auto fault) { return !fault || !ends_the_task(*fault); });
    const bool at_once = faults.size() < 2 && std::ranges::none_of(faults, ends_the_task) && chance(0.3);
    std::int64_t end_ns = start_ns;
    for (const std::optional<Fault>& fault : hand_offs) {
      const std::string capability = kCapabilities.at(next_capability_++ % kCapabilities.size());
      end_ns = std::max(end_ns, hand_off(fault, capability, start_ns) + draft_.milliseconds(1, 5));
      start_ns = at_once ? start_ns + 2 * kMillisecond : end_ns;
    }
    return end_ns;
  }

  std::int64_t hand_off(std::optional<Fault> fault, const std::string& capability, std::int64_t start_ns) {
    WorkSpan& message = draft_.add_message(main_, root_, "task", start_ns);
    message.task_type = capability;
    const WorkSpan sent = message;
    const std::int64_t sent_ns = end_of(sent);
    const SpanPlace send_place = draft_.place_of(main_, sent);
    if (fault == Fault::kMissingExporter) {
      draft_.add_fact("doctor", "missing_worker_spans", kCoordinator);
      return sent_ns + draft_.milliseconds(1000, 5000);
    }
    const bool waits = fault == Fault::kQueueing;
    WorkSpan work =
        worker(draft_.next_id(), root_.id,
               sent_ns + (waits ? draft_.milliseconds(90'000, 150'000) : draft_.milliseconds(1, 20)), 0);
    work.name = "worker." + capability;
    work.worker_id = fmt::format("worker-{}", random().integer(1, 8));
    work.capability = capability;
    work.service = service_with(fault);
    work.task_id = root_.task_id;
    work.message_id = sent.message_id;
    // What is below a message, that has ended, is on no critical path.
    const bool is_awaited = fault == Fault::kSlowWorker || fault == Fault::kSkewedClock || chance(0.5);
    if (!is_awaited) work.parent = sent.id;
    const std::size_t trace = place_work(fault, sent, work);
    if (waits) {
      add_long("critical-path", root_, {send_place, draft_.place_of(trace, work)});
      add_long("hops", sent, {draft_.place_of(trace, work)});
      draft_.add_fact("waits", to_string(send_place.trace_id), "long",
                      {send_place, draft_.place_of(trace, work)});
    }
    const std::size_t first = draft_.spans_of(trace).size();
    const std::int64_t end_ns = do_work(fault, trace, work);
    if (fault == Fault::kSkewedClock) skew(trace, first);
    // A worker that failed is asked again.
    const bool is_retried = fault == Fault::kAbsorbedError && work.evidence != 0;
    return is_retried ? hand_off(std::nullopt, capability, end_ns + kMillisecond) : end_ns;
  }

  /// Decides in which trace the work is done, and what it knows of the message.
  std::size_t place_work(std::optional<Fault> fault, const WorkSpan& sent, WorkSpan& work) {
    const SpanPlace send_place = draft_.place_of(main_, sent);
    if (!fault) return main_;
    std::size_t trace = main_;
    SpanPlace parent = send_place;
    std::vector<SpanPlace> told_by{send_place};
    switch (*fault) {
      case Fault::kLostContext:
        if (chance(0.5)) work.message_id.clear();
        draft_.add_fact("doctor", "separate_traces", work.service);
        trace = draft_.begin_trace(draft_.random_id());
        break;
      case Fault::kLostContextAndIds:
        work.message_id.clear();
        work.task_id.clear();
        draft_.add_fact("doctor", "separate_traces", work.service);
        trace = draft_.begin_trace(draft_.random_id());
        break;
      case Fault::kLinkedTrace:
        work.message_id.clear();
        work.task_id.clear();
        work.links_away = {{send_place.trace_id, sent.id}};
        told_by.clear();
        trace = draft_.begin_trace(draft_.random_id());
        break;
      case Fault::kTruncatedId: {
        model::TraceId half = send_place.trace_id;
        std::fill_n(half.bytes.begin(), 8, std::uint8_t{0});
        draft_.add_fact("doctor", "truncated_trace_id", work.service);
        parent.span_id.value = work.parent;
        told_by.clear();
        trace = draft_.begin_trace(half);
        break;
      }
      default:
        return main_;
    }
    if (*fault != Fault::kTruncatedId) work.parent = 0;
    told_by.push_back(draft_.place_of(trace, work));
    draft_.add_fact("joins", place_text(draft_.place_of(trace, work)), place_text(parent),
                    std::move(told_by));
    return trace;
  }

  /// Fills in the worker's span and all below it.
  std::int64_t do_work(std::optional<Fault> fault, std::size_t trace, WorkSpan& work) {
    std::int64_t now = work.start_ns + kMillisecond;
    const std::int64_t steps = random().integer(2, 4);
    const std::int64_t faulty = random().integer(0, steps - 1);
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
    now =
        end_of(draft_.add_message(trace, work, work.evidence == 0 ? "result" : "error", now)) + kMillisecond;
    work.duration_ns = now - work.start_ns;
    draft_.spans_of(trace).push_back(work);
    return now;
  }

  std::int64_t add_step(std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
    const std::int64_t choice = random().integer(0, 2);
    if (choice == 0) {
      WorkSpan& call =
          draft_.add(trace, work, model::Role::kLlm, "llm.chat", start_ns, draft_.milliseconds(200, 3000));
      call.model = random().pick(kModels);
      return end_of(call);
    }
    if (choice == 1)
      return end_of(draft_.add_tool(trace, work, random().pick(kTools), draft_.new_input(), start_ns));
    WorkSpan& call = draft_.add(trace, work, model::Role::kStorage, "storage.select", start_ns,
                                draft_.milliseconds(1, 20));
    call.service = kStorage;
    return end_of(call);
  }

  WorkSpan add_failure(std::size_t trace, const WorkSpan& work, std::int64_t start_ns) {
    WorkSpan& call =
        draft_.add(trace, work, model::Role::kLlm, "llm.chat", start_ns, draft_.milliseconds(200, 3000));
    call = failed(call, "rate limit");
    return call;
  }

  /// What goes wrong between two steps.
  std::int64_t add_faulty(Fault fault, std::size_t trace, WorkSpan& work, std::int64_t start_ns) {
    switch (fault) {
      case Fault::kSlowWorker: {
        const WorkSpan slow = draft_.add(trace, work, model::Role::kLlm, "llm.chat", start_ns,
                                         draft_.milliseconds(90'000, 150'000));
        add_long("critical-path", slow, {draft_.place_of(trace, work), draft_.place_of(main_, root_)});
        return end_of(slow);
      }
      case Fault::kRetryStorm:
        return add_storm(draft_, trace, work, start_ns);
      case Fault::kPingPong:
        return chance(0.5) ? add_turns(draft_, trace, work, start_ns)
                           : add_nested_turns(draft_, trace, work, start_ns);
      case Fault::kAbsorbedError: {
        WorkSpan& call = draft_.add_tool(trace, work, "unstable", draft_.new_input(), start_ns);
        call = failed(call, "not found");
        const std::int64_t end_ns = end_of(call);
        if (chance(0.5)) work = ok(work);
        return add_step(trace, work, end_ns + kMillisecond);
      }
      default:
        return start_ns;
    }
  }

  std::int64_t fail_task(Fault fault, std::size_t trace, WorkSpan& work, std::int64_t start_ns) {
    const WorkSpan leaf = add_failure(trace, work, start_ns);
    std::vector<SpanPlace> way{draft_.place_of(trace, leaf)};
    // Some workers tell nothing of what failed below them.
    if (chance(0.7)) {
      work = failed(work);
      way.push_back(draft_.place_of(trace, work));
    }
    way.push_back(draft_.place_of(main_, root_));
    if (fault == Fault::kOkOverException) {
      root_ = ok_over_error(root_);
      draft_.add_fact("doctor", "ok_over_error", kCoordinator, {draft_.place_of(main_, root_)});
    } else if (chance(0.3)) {
      root_ = ok(root_);
      root_.evidence = model::evidence::kErrorReply;
    } else {
      root_ = failed(root_, "the task failed");
    }
    draft_.add_fact("blame", draft_.id_of(main_), to_string(way.front().span_id), way);
    return end_of(leaf);
  }

  /// Moves what the skewed service has told since the span at `first`. What compares times of two services is
  /// wrong then.
  void skew(std::size_t trace, std::size_t first) {
    const std::string service = service_with(Fault::kSkewedClock);
    for (WorkSpan& span : std::span(draft_.spans_of(trace)).subspan(first)) {
      if (span.service == service) span.start_ns += skew_ns_;
    }
    const std::string id = draft_.id_of(trace);
    draft_.add_fact("doctor", "clock_skew", fmt::format("{} {}", service, skew_ns_ / kSecond / 60));
    for (const std::string_view analysis : {"waits", "hops"}) draft_.make_optional(analysis, id);
    draft_.make_optional("loops", id + " work_after_answer");
  }

  HistoryDraft draft_;
  std::int64_t skew_ns_;
  std::int64_t now_ = 1'000 * kSecond;
  std::uint64_t tasks_ = 0;
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
