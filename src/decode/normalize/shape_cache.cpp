#include "decode/normalize/shape_cache.hpp"

#include "base/json_text.hpp"

#include <algorithm>
#include <cstring>

namespace tracewh::decode {
namespace {

/// Mixes a key into a hash, eight bytes at a time: much cheaper than std::hash, and collisions are compared.
std::uint64_t mix(std::uint64_t hash, std::string_view key) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  hash = (hash ^ key.size()) * kOdd;
  while (!key.empty()) {
    std::uint64_t word = 0;
    const std::size_t bytes = std::min(key.size(), sizeof word);
    std::memcpy(&word, key.data(), bytes);
    hash = (hash ^ word) * kOdd;
    hash ^= hash >> 29;
    key.remove_prefix(bytes);
  }
  return hash;
}

bool has_keys(const AttributeShape& shape, std::span<const Attribute> attributes) {
  return std::ranges::equal(shape.keys, attributes, {}, {}, &Attribute::key);
}

}  // namespace

const AttributeShape& ShapeCache::find(std::span<const Attribute> attributes) {
  std::uint64_t hash = 0;
  for (const Attribute& attribute : attributes) hash = mix(hash, attribute.key);
  auto& bucket = buckets_[hash];
  for (const AttributeShape* shape : bucket) {
    if (has_keys(*shape, attributes)) return *shape;
  }
  return add(bucket, attributes);
}

const AttributeShape& ShapeCache::add(std::vector<AttributeShape*>& bucket,
                                      std::span<const Attribute> attributes) {
  AttributeShape& shape = *shapes_.emplace_back(std::make_unique<AttributeShape>());
  for (const Attribute& attribute : attributes) shape.keys.push_back(arena_.copy(attribute.key));
  shape.has_duplicates = sort_by_key(attributes, shape.order);
  std::string json = "[";
  for (const std::uint32_t position : shape.order) {
    if (json.size() > 1) json.push_back(',');
    base::append_json_string(json, attributes[position].key);
  }
  json.push_back(']');
  shape.keys_json = strings_.intern(json);
  shape.plan = semantics_.plan(attributes);
  bucket.push_back(&shape);
  return shape;
}

}  // namespace tracewh::decode
