#pragma once

#include "decode/normalize/attribute_value.hpp"
#include "decode/normalize/issue_counter.hpp"
#include "decode/normalize/redaction.hpp"
#include "decode/normalize/scratch.hpp"
#include "decode/normalize/semantics.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::decode {

/// Fills `order` with the positions of `attributes` sorted by key; of equal keys only the last one
/// counts. Returns whether a key was repeated.
bool sort_by_key(std::span<const Attribute> attributes, std::vector<std::uint32_t>& order);

/// How a map was written: as one, in the form in which values are stored (model/batch.hpp), where what JSON
/// cannot say, such as bytes, is a map of one reserved key, or as what stands there below `kvlistValue`.
enum class MapForm : std::uint8_t { kPlain, kStored, kWrapped };

/// Collects the attributes of a span, event, link, resource or scope, within the limits.
/// Text that is given must live until clear(); keep() makes it so.
class AttributeList {
 public:
  /// Values that `redaction`, if there is one, covers are replaced as they arrive.
  AttributeList(const Semantics& semantics, IssueCounter& issues, const Redaction* redaction);

  void clear();

  /// Adds one attribute. Over the limit only those are kept that the semantics use.
  void add(std::string_view key, const AttributeValue& value);

  /// Adds one whose key in the source is another: redaction goes by either.
  void add_renamed(std::string_view source_key, std::string_view key, const AttributeValue& value) {
    add(key, concealed(source_key, value));
  }

  /// The value that stands under `key` in the source, or what takes its place when redaction hides it or a
  /// part of it; for what becomes something else than the attribute of that key. Lives until clear().
  AttributeValue concealed(std::string_view key, const AttributeValue& value);
  /// The same for text that may show members of JSON objects.
  std::string_view concealed_members(std::string_view text);

  /// In order of arrival, repeated keys included.
  std::span<const Attribute> attributes() const { return attributes_; }

  /// How many add() did not keep.
  std::uint32_t dropped() const { return dropped_; }

  /// A copy that lives until clear().
  std::string_view keep(std::string_view text) { return scratch_.copy(text); }

  /// Well-formed UTF-8 of at most `max_bytes` without secrets that redaction hides: `text` itself when it is,
  /// else a copy that lives until clear().
  std::string_view clean(std::string_view text, std::size_t max_bytes);

  /// Builds arrays and maps, innermost first: remember open(), add the elements, close.
  std::size_t open() const { return nested_.size(); }
  void add_element(const AttributeValue& value) { add_entry({}, value); }
  void add_entry(std::string_view key, const AttributeValue& value);
  AttributeValue close_array(std::size_t opened);
  AttributeValue close_map(std::size_t opened, MapForm form = MapForm::kPlain);

  /// Appends a JSON object of the attributes, sorted by key; nothing when there are none.
  void append_object(std::string& out);

 private:
  bool has_room(std::string_view key) const;
  void append(std::vector<Attribute>& list, std::string_view key, const AttributeValue& value);
  std::string_view repaired(std::string_view text, std::size_t max_bytes);
  void fit(AttributeValue& value);
  AttributeValue close(std::size_t opened);

  const Semantics& semantics_;
  IssueCounter& issues_;
  const Redaction* redaction_;
  Scratch scratch_;
  std::vector<Attribute> attributes_;
  std::vector<Attribute> nested_;
  std::vector<std::uint32_t> order_;
  std::string json_;
  std::uint32_t dropped_ = 0;
  std::size_t others_ = 0;  // of attributes_ that the semantics do not use, once the limit is reached
};

}  // namespace tracewh::decode
