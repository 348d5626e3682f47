#pragma once

#include "decode/wire/splitter.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace tracewh::decode {

/// Finds the JSON objects of a stream: one a line, pretty-printed, run together, in top-level arrays,
/// or with other text between them. A document that is one long list, such as `{"resourceSpans":[…]}`, is
/// given out element by element when it is not one moderate line, so that its size does not matter.
///
/// Braces and quotes are all that is looked at. Where they show that a record broke off (a line break in a
/// string, an object where none can begin) the next record begins.
class JsonSplitter final : public Splitter {
 public:
  /// `list_names` has static storage: the members whose elements are records too.
  explicit JsonSplitter(std::span<const std::string_view> list_names) : list_names_(list_names) {}

  void split(std::string_view bytes, bool end_of_input, Split& out) override;

 private:
  enum class State {
    kBetween,    ///< before the next record
    kNoise,      ///< in text that is no JSON
    kLine,       ///< in a record that may end with its line
    kList,       ///< at a record that may be a list of records
    kStructure,  ///< in a record, following braces and quotes
    kTail,       ///< in what follows a list of records
  };

  // Each returns false when it needs more bytes.
  bool step(Split& out);
  bool between();
  /// At an object in a list: ends the list where a document begins. False when it needs more bytes.
  bool leave_broken_list();
  bool noise();
  bool line(Split& out);
  bool list();
  bool structure(Split& out);
  bool tail();

  /// Follows braces and quotes from position_ on; stops behind the brace that closes the record, or
  /// where the record breaks off. False when it reached the end of the bytes.
  bool follow();
  bool breaks_off(std::size_t brace, bool& undecided) const;
  void begin_structure(State state, std::size_t position, std::size_t depth);
  void finish_record(std::size_t end, Split& out);
  void drop_oversized(Split& out);
  void finish_input(Split& out);

  std::span<const std::string_view> list_names_;
  State state_ = State::kBetween;
  std::string_view bytes_;
  bool end_of_input_ = false;
  std::size_t position_ = 0;    // everything before it was looked at
  std::size_t searched_ = 0;    // no line ends between position_ and here
  std::size_t record_ = 0;      // where the record at hand begins
  std::size_t depth_ = 0;       // open braces and brackets
  std::size_t list_depth_ = 0;  // those around the list at hand; 0 when there is none
  bool in_string_ = false;
  bool escaped_ = false;
  bool oversized_ = false;
  std::size_t noise_at_ = 0;
  std::uint64_t noise_count_ = 0;
};

/// Finds the objects of a format that has no lists of records.
std::unique_ptr<Splitter> make_object_splitter();

}  // namespace tracewh::decode
