#include "net/query/question_route.hpp"

#include "base/error.hpp"
#include "net/http/error_response.hpp"
#include "net/http/media_types.hpp"

#include <exception>
#include <utility>

namespace tracewh::net {
namespace {

using Clock = std::chrono::steady_clock;
using Kind = RequestError::Kind;

// What takes longer is for the command line, where a person waits and can narrow it.
constexpr std::chrono::seconds kDeadline{10};

RequestError late() {
  return {Kind::kDeadlineExceeded, "the question was not answered within 10 s; narrow it"};
}

RequestError shutting_down() { return {Kind::kUnavailable, "shutting down"}; }

RequestError to_request_error(const base::Error& error, Clock::time_point deadline) {
  switch (error.code()) {
    case base::ErrorCode::kUsage:
      return {Kind::kMalformed, error.hint().empty() ? error.what() : error.what() + ("; " + error.hint())};
    case base::ErrorCode::kUnanswerable:
      return {Kind::kNotFound, error.what()};
    default:
      return Clock::now() < deadline ? RequestError{Kind::kUnavailable, error.what()} : late();
  }
}

Response work_out(const ReaderPool& readers, const Answer& answer, TellError tell_error,
                  const Request& request, Clock::time_point deadline) {
  if (readers.stopping()) return tell_error(shutting_down());
  // Nobody waits any more for what waited too long itself.
  if (Clock::now() >= deadline) return tell_error(late());
  try {
    return answer(request, deadline);
  } catch (const base::Error& error) {
    if (readers.stopping()) return tell_error(shutting_down());
    return tell_error(to_request_error(error, deadline));
  } catch (const std::exception& failure) {
    return tell_error(net::to_request_error(failure));
  }
}

}  // namespace

Response tell_status(const RequestError& error) { return error_response(kJson, error); }

Route question_route(ReaderPool& readers, std::string_view path, Answer answer, TellError tell_error) {
  const auto handler = [&readers, answer = std::move(answer), tell_error](Request request,
                                                                          const Respond& respond) {
    const Clock::time_point deadline = Clock::now() + kDeadline;
    const bool accepted =
        readers.run([&readers, answer, tell_error, request = std::move(request), deadline, respond] {
          respond(work_out(readers, answer, tell_error, request, deadline));
        });
    if (!accepted) {
      respond(tell_error({Kind::kUnavailable, "too many questions wait; try again"}));
    }
  };
  return {"GET", path, {}, handler, kDeadline, late(), kJson};
}

}  // namespace tracewh::net
