#include "net/receive/otlp_response.hpp"

#include "base/json_text.hpp"
#include "net/http/media_types.hpp"

#include <fmt/format.h>
#include <protozero/pbf_writer.hpp>

namespace tracewh::net {
namespace {

std::string success_json(const Receipt& receipt) {
  if (receipt.rejected == 0) return "{}";
  // The JSON form of protobuf writes 64-bit integers as text.
  std::string body =
      fmt::format(R"({{"partialSuccess":{{"rejectedSpans":"{}","errorMessage":)", receipt.rejected);
  base::append_json_string(body, receipt.rejections);
  return body + "}}";
}

}  // namespace

std::string otlp_success_message(const Receipt& receipt) {
  std::string body;
  if (receipt.rejected == 0) return body;
  protozero::pbf_writer response(body);
  protozero::pbf_writer partial_success(response, 1);
  partial_success.add_int64(1, static_cast<std::int64_t>(receipt.rejected));
  partial_success.add_string(2, receipt.rejections);
  partial_success.commit();
  return body;
}

Response otlp_success(std::string_view media_type, const Receipt& receipt) {
  Response response;
  response.content_type = media_type;
  response.body = media_type == kJson ? success_json(receipt) : otlp_success_message(receipt);
  return response;
}

}  // namespace tracewh::net
