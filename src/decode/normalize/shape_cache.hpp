#pragma once

#include "base/arena.hpp"
#include "decode/normalize/attribute_list.hpp"
#include "decode/normalize/semantics.hpp"
#include "model/batch.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tracewh::decode {

/// A distinct list of attribute keys, in order of arrival, and what follows from it.
struct AttributeShape {
  std::vector<std::string_view> keys;
  std::vector<std::uint32_t> order;  ///< positions sorted by key; of a repeated key only the last
  bool has_duplicates = false;
  model::StringRef keys_json;
  AttributePlan plan;
};

/// Spans of one operation carry the same keys in the same order, so everything that depends on keys
/// alone is worked out once for each such list. Belongs to one batch.
class ShapeCache {
 public:
  ShapeCache(const Semantics& semantics, model::StringTable& strings)
      : semantics_(semantics), strings_(strings) {}

  /// The shape of `attributes`; valid as long as the cache.
  const AttributeShape& find(std::span<const Attribute> attributes);

 private:
  const AttributeShape& add(std::vector<AttributeShape*>& bucket, std::span<const Attribute> attributes);

  const Semantics& semantics_;
  model::StringTable& strings_;
  base::Arena arena_;
  std::vector<std::unique_ptr<AttributeShape>> shapes_;
  std::unordered_map<std::uint64_t, std::vector<AttributeShape*>> buckets_;
};

}  // namespace tracewh::decode
