#include "net/query/reader_route.hpp"

#include "net/http/media_types.hpp"

#include <string>
#include <utility>

namespace tracewh::net {

Route reader_route(ReaderPool& readers, std::filesystem::path database, std::string_view path,
                   ReaderAnswer answer, TellError tell_error) {
  return question_route(
      readers, path,
      [database = std::move(database), answer = std::move(answer), &stop = readers.stopping()](
          const Request& request, std::chrono::steady_clock::time_point deadline) {
        const auto time = deadline - std::chrono::steady_clock::now();
        store::Reader reader(database, std::chrono::duration_cast<std::chrono::milliseconds>(time), {},
                             &stop);
        return answer(reader, request);
      },
      tell_error);
}

Response json_response(std::string body) { return {200, std::string(kJson), std::move(body), {}}; }

}  // namespace tracewh::net
