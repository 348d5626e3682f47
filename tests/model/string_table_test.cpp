#include "model/batch.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

namespace tracewh::model {

TEST_CASE("Position 0 of a string table is the empty text") {
  StringTable table;
  CHECK(table.size() == 1);
  CHECK(table.intern("") == StringRef{0});
  CHECK(table[StringRef{0}].empty());
}

TEST_CASE("Equal texts share a position, different texts do not") {
  StringTable table;
  const StringRef worker = table.intern("worker");
  CHECK(table.intern(std::string("wor") + "ker") == worker);
  CHECK(table.intern("Worker") != worker);
  CHECK(table.intern(std::string_view("worker\0x", 8)) != worker);
  CHECK(table[worker] == "worker");
  CHECK(table.size() == 4);
}

TEST_CASE("A string table keeps its own copies") {
  StringTable table;
  std::vector<StringRef> refs;
  for (int i = 0; i < 10'000; ++i) refs.push_back(table.intern("text " + std::to_string(i)));
  const StringTable moved = std::move(table);
  CHECK(moved[refs[0]] == "text 0");
  CHECK(moved[refs[9'999]] == "text 9999");
}

}  // namespace tracewh::model
