#include "base/embedded_file.hpp"
#include "base/error.hpp"
#include "decode/normalize/semantics.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <initializer_list>
#include <sstream>

namespace tracewh::decode {

std::span<const base::EmbeddedFile> embedded_files();

/// Reads a mapping file. Its grammar is described at the top of schema/semantics.json.
class SemanticsFile {
 public:
  SemanticsFile(std::string source, std::string_view text) : source_(std::move(source)) {
    try {
      root_ = Json::parse(text, nullptr, true, true);
    } catch (const Json::parse_error& error) {
      fail("the file", error.what());
    }
  }

  Semantics read() {
    members(root_, "the file", {"roles", "facets", "failure", "input", "exception"});
    for (const Json& rule : array(root_, "roles")) read_role(rule);
    for (const auto& [name, keys] : object(root_, "facets").items()) read_facet(name, keys);
    read_failure();
    return std::move(result_);
  }

 private:
  using Json = nlohmann::ordered_json;

  [[noreturn]] void fail(const std::string& place, const std::string& reason) const {
    throw base::Error(base::ErrorCode::kUsage, source_ + ": " + place + ": " + reason,
                      "the shipped file, schema/semantics.json, shows what is possible");
  }

  void members(const Json& json, const std::string& place,
               std::initializer_list<std::string_view> known) const {
    if (!json.is_object()) fail(place, "must be an object");
    for (const auto& [name, value] : json.items()) {
      if (std::find(known.begin(), known.end(), name) == known.end())
        fail(place, "unknown member '" + name + "'");
    }
  }

  const Json& member(const Json& json, const std::string& name) const {
    if (!json.contains(name)) fail("the file", "member '" + name + "' is missing");
    return json.at(name);
  }

  const Json& array(const Json& json, const std::string& name) const {
    const Json& value = member(json, name);
    if (!value.is_array()) fail(name, "must be an array");
    return value;
  }

  const Json& object(const Json& json, const std::string& name) const {
    const Json& value = member(json, name);
    if (!value.is_object()) fail(name, "must be an object");
    return value;
  }

  std::string text(const Json& json, const std::string& place) const {
    if (!json.is_string() || json.get_ref<const std::string&>().empty())
      fail(place, "must be a non-empty string");
    return json.get<std::string>();
  }

  std::vector<std::string> keys(const Json& json, const std::string& place) {
    if (!json.is_array()) fail(place, "must be an array of attribute keys");
    std::vector<std::string> result;
    for (const Json& key : json) result.push_back(text(key, place));
    result_.keys_.insert(result.begin(), result.end());
    return result;
  }

  model::Role role(const Json& json, const std::string& place) const {
    const std::string name = text(json, place);
    const auto found = model::role_from_name(name);
    if (!found) fail(place, "unknown role '" + name + "'");
    return *found;
  }

  void read_role(const Json& json) {
    const std::string place = "roles[" + std::to_string(result_.roles_.size()) + "]";
    members(json, place, {"attribute", "name", "role", "values"});
    if (json.contains("attribute") == json.contains("name"))
      fail(place, "needs either 'attribute' or 'name'");
    if (json.contains("role") == json.contains("values")) fail(place, "needs either 'role' or 'values'");
    Semantics::RoleRule rule;
    if (json.contains("name")) {
      rule.name_glob = text(json.at("name"), place);
    } else {
      rule.attribute = text(json.at("attribute"), place);
      result_.keys_.insert(rule.attribute);
    }
    if (json.contains("role")) {
      rule.role = role(json.at("role"), place);
    } else {
      if (!rule.name_glob.empty()) fail(place, "a name has no 'values'");
      if (object(json, "values").empty()) fail(place, "'values' is empty");
      for (const auto& [value, name] : json.at("values").items())
        rule.values.push_back({value, role(name, place)});
    }
    result_.roles_.push_back(std::move(rule));
  }

  void read_facet(const std::string& name, const Json& json) {
    const auto facet = model::facet_from_name(name);
    if (!facet) fail("facets", "unknown facet '" + name + "'");
    result_.facets_.push_back({*facet, keys(json, "facets." + name)});
  }

  void read_failure() {
    const Json& failure = object(root_, "failure");
    members(failure, "failure", {"attributes", "flags", "texts"});
    result_.failure_keys_ = keys(array(failure, "attributes"), "failure.attributes");
    result_.failure_flag_keys_ = keys(array(failure, "flags"), "failure.flags");
    result_.failure_text_keys_ = keys(array(failure, "texts"), "failure.texts");
    const Json& exception = object(root_, "exception");
    members(exception, "exception", {"event", "texts"});
    result_.exception_event_ = text(member(exception, "event"), "exception.event");
    result_.exception_text_keys_ = keys(array(exception, "texts"), "exception.texts");
  }

  std::string source_;
  Json root_;
  Semantics result_;
};

Semantics Semantics::shipped() {
  constexpr std::string_view kPath = "schema/semantics.json";
  return SemanticsFile(std::string(kPath), base::find_embedded(embedded_files(), kPath)).read();
}

Semantics Semantics::from_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw base::Error(base::ErrorCode::kUsage, path.string() + ": cannot be read");
  return SemanticsFile(path.string(), text.view()).read();
}

}  // namespace tracewh::decode
