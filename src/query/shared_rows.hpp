#pragma once

#include "base/arena.hpp"
#include "model/trace.hpp"
#include "store/read/reader.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace tracewh::query {

/// What many spans have in common.
struct SpanTemplate {
  model::Span span;  ///< with the fields and facets that they share
  std::string_view attribute_keys;
};

/// Reads templates, resources and scopes once for many traces, and puts those that are asked for into the
/// chunk that is loaded at the moment.
class SharedRows {
 public:
  /// Without `payloads`, what only they need is left out: keys of attributes, and all of a resource or scope
  /// but its name. `reader` must outlive this. Throws base::Error.
  SharedRows(store::Reader& reader, bool payloads);

  /// From here on, everything goes into `chunk`, which must outlive the calls of find().
  void begin(model::Trace& chunk);

  /// The template of that ID, whose text belongs to the chunk, as do its resource and scope. Valid until the
  /// next call. Throws base::Error.
  const SpanTemplate& find(std::int64_t id);

 private:
  struct StoredTemplate {
    SpanTemplate shared;
    std::int64_t resource = 0;
    std::int64_t scope = 0;
  };
  /// A row as it was read, and what it is in the chunk of that number.
  template <typename Row, typename InChunk>
  struct Shared {
    Row row;
    std::uint64_t chunk = 0;
    InChunk in_chunk{};
  };
  template <typename Row, typename InChunk>
  using Rows = std::unordered_map<std::int64_t, Shared<Row, InChunk>>;

  template <typename Row, typename InChunk, typename Read, typename Put>
  const InChunk& look_up(Rows<Row, InChunk>& rows, std::int64_t id, Read read, Put put);

  StoredTemplate read_template(std::int64_t id);
  SpanTemplate put_template(const StoredTemplate& stored);
  std::uint32_t resource_position(std::int64_t id);
  std::uint32_t scope_position(std::int64_t id);

  bool payloads_;
  store::Statement template_;
  store::Statement resource_;
  store::Statement scope_;
  model::Trace* chunk_ = nullptr;
  std::uint64_t chunk_number_ = 0;
  Rows<StoredTemplate, SpanTemplate> templates_;
  Rows<model::Resource, std::uint32_t> resources_;
  Rows<model::Scope, std::uint32_t> scopes_;
  base::Arena template_text_;  // of templates_
  base::Arena text_;           // of resources_ and scopes_
};

}  // namespace tracewh::query
