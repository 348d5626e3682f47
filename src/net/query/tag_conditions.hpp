#pragma once

#include "model/attribute_condition.hpp"

#include <string_view>
#include <vector>

/// The tags that searches are narrowed by, as people and programs write them. Beyond what Jaeger knows, the
/// value of a tag may be compared: `multiagent.task.priority>7`. What cannot be read throws base::Error
/// (usage).
namespace tracewh::net {

/// Jaeger's `tag`: `key:value`; also `key=value` and `key>7`, which have no colon.
model::AttributeCondition read_tag(std::string_view text);

/// Jaeger's `tags`: a JSON object whose values are strings; also what its UI makes such an object of, words
/// such as `error=true` with blanks between (logfmt).
std::vector<model::AttributeCondition> read_tags(std::string_view text);

/// Zipkin's `annotationQuery`: `key=value` or a word, joined by ` and `.
std::vector<model::AttributeCondition> read_annotation_query(std::string_view text);

}  // namespace tracewh::net
