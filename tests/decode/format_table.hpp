#pragma once

#include <map>
#include <string>
#include <string_view>

/// The table of src/decode/README.md, and what its tests share.
namespace tracewh::decode::test {

/// Property → cells by the name of their column.
std::map<std::string, std::map<std::string, std::string>> read_format_table();

/// A span in OTLP JSON: the members of its span, resource and scope, and those beside resource and scope.
struct Otlp {
  std::string span{};
  std::string resource{};
  std::string scope{};
  std::string beside{};
};

/// describe() of json_span("s") with these members, behind `base`, what every span of a format has.
std::string description(const Otlp& otlp, std::string_view base = R"(,"flags":1)");

/// `"attributes":[…]`, and a KeyValue whose value has one member.
std::string attributes(const std::string& list);
std::string any_value(const std::string& key, const std::string& value);

}  // namespace tracewh::decode::test
