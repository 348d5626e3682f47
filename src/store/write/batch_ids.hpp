#pragma once

#include "model/batch.hpp"
#include "store/write/dictionary.hpp"

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace tracewh::store {

/// The dictionary integers of one batch, each looked up once.
class BatchIds {
 public:
  BatchIds(const model::Batch& batch, Dictionary& dictionary);

  std::int64_t string(model::StringRef ref);
  /// The string id of the resource's service.
  std::int64_t service(std::uint32_t resource) { return string(batch_.resources[resource].service); }
  /// The row of `span_template` for what the span has in common with others.
  std::int64_t span_template(const model::SpanRecord& record);

 private:
  /// What identifies a template within the batch: positions in its tables.
  using Key = std::array<std::uint32_t, kTemplateColumns>;
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };

  Key key_of(const model::SpanRecord& record) const;
  Template make(const Key& key, const model::SpanRecord& record);

  const model::Batch& batch_;
  Dictionary& dictionary_;
  std::vector<std::int64_t> strings_;
  std::vector<std::int64_t> resources_;
  std::vector<std::int64_t> scopes_;
  std::unordered_map<Key, std::int64_t, Hash> templates_;
};

}  // namespace tracewh::store
