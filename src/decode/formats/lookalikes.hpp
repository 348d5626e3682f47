#pragma once

#include <string_view>

/// Streams that begin with `head` and have fields of a format's spans, but are something else. Pure.
namespace tracewh::decode {

/// What Tempo answers to a search; taken for Jaeger's traces.
bool is_tempo_search(std::string_view head);

/// Documents as Elasticsearch answers them or dumps them, inside an envelope; taken for Jaeger's.
bool is_elasticsearch_hits(std::string_view head);

/// What Langfuse exports; taken for Zipkin's spans.
bool is_langfuse(std::string_view head);

}  // namespace tracewh::decode
