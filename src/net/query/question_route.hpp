#pragma once

#include "net/http/routes.hpp"
#include "net/query/reader_pool.hpp"

#include <chrono>
#include <functional>
#include <string_view>

namespace tracewh::net {

/// Works out the answer to a question, which nobody waits for after the deadline. Errors may be thrown.
using Answer =
    std::function<Response(const Request& request, std::chrono::steady_clock::time_point deadline)>;

/// Tells of an error in the words of the API that was asked.
using TellError = Response (*)(const RequestError& error);

/// As google.rpc.Status in JSON.
Response tell_status(const RequestError& error);

/// The route of questions that read the database: GET on `path`, answered by the threads of `readers`, which
/// must outlive the route, within ten seconds. When too many wait, senders are told to try again.
Route question_route(ReaderPool& readers, std::string_view path, Answer answer,
                     TellError tell_error = tell_status);

}  // namespace tracewh::net
