#pragma once

#include "net/query/question_route.hpp"
#include "store/read/reader.hpp"

#include <filesystem>
#include <functional>
#include <string_view>

namespace tracewh::net {

/// Works out an answer from the database, whose statements end at the deadline. Errors may be thrown.
using ReaderAnswer = std::function<Response(store::Reader& reader, const Request& request)>;

/// A question_route() whose answers read `database`, which is opened for each.
Route reader_route(ReaderPool& readers, std::filesystem::path database, std::string_view path,
                   ReaderAnswer answer, TellError tell_error = tell_status);

/// A response of JSON.
Response json_response(std::string body);

}  // namespace tracewh::net
