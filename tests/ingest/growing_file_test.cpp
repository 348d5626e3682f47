#include "ingest/block_reader.hpp"
#include "ingest/source.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace tracewh::ingest {
namespace {

class GrowingFile {
 public:
  std::string path() const { return directory_ / "file.jsonl"; }
  void write(std::string_view text) const { std::ofstream(path(), std::ios::binary) << text; }
  void append(std::string_view text) const {
    std::ofstream(path(), std::ios::binary | std::ios::app) << text;
  }

 private:
  test::TemporaryDirectory directory_;
};

std::string document(std::string_view name) {
  return std::string(R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"name":")") + std::string(name) +
         R"("}]}]}]})";
}

/// The records that `reader` gives by now, each in brackets.
std::string records(BlockReader& reader) {
  std::string text;
  while (const auto block = reader.next()) {
    for (const auto& [begin, end] : block->records)
      text += "<" + block->bytes.substr(begin, end - begin) + ">";
    CHECK(block->issues.empty());
  }
  return text;
}

std::string read_all(Source& source) {
  std::string text;
  while (source.read(text)) {
  }
  return text;
}

TEST_CASE("a growing file gives its records as soon as they end") {
  const GrowingFile file;
  const std::string a = document("a");
  const std::string b = document("b");
  file.write(a + "\n" + b.substr(0, 20));
  Source source(file.path());
  BlockReader reader(source, nullptr);
  reader.expect_growth();
  CHECK(records(reader) == "<" + a + ">");
  CHECK(records(reader).empty());
  file.append(b.substr(20, 5));
  CHECK(records(reader).empty());
  file.append(b.substr(25) + "\n" + a + "\n");
  CHECK(records(reader) == "<" + b + "><" + a + ">");
}

TEST_CASE("the rest of a growing file stays with the reader until it is accepted") {
  const GrowingFile file;
  const std::string a = document("a");
  const std::string b = document("b");
  file.write(a + "\n" + b);
  Source source(file.path());
  BlockReader reader(source, nullptr);
  reader.expect_growth();
  CHECK(records(reader) == "<" + a + ">");
  REQUIRE(reader.rest().records.size() == 1);
  REQUIRE(reader.rest().records.size() == 1);
  CHECK(reader.accept_rest().offset == a.size() + 1 + b.size());
  CHECK(reader.rest().records.empty());
  file.append("\n" + a + "\n");
  CHECK(records(reader) == "<" + a + ">");
}

TEST_CASE("a source tells what happened to its file") {
  const GrowingFile file;
  const std::string head(5'000, 'x');
  file.write(head + "old end");
  Source source(file.path());
  CHECK(read_all(source) == head + "old end");
  CHECK(source.change() == Change::kNone);

  SECTION("appended") {
    file.append("more");
    CHECK(source.change() == Change::kGrown);
    CHECK(read_all(source) == "more");
    CHECK(source.change() == Change::kNone);
  }
  SECTION("truncated") {
    std::filesystem::resize_file(file.path(), 100);
    CHECK(source.change() == Change::kReplaced);
  }
  SECTION("written anew with the same head and more behind it") {
    file.write(head + "new end and more");
    CHECK(source.change() == Change::kReplaced);
  }
  SECTION("written anew with the same head and of the same size") {
    file.write(head + "new end");
    CHECK(source.change() == Change::kReplaced);
  }
  SECTION("renamed") {
    std::filesystem::rename(file.path(), file.path() + ".1");
    CHECK(source.change() == Change::kNone);
  }
}

/// How far the file is read by now.
store::Reading reading_of(const GrowingFile& file) {
  Source source(file.path());
  BlockReader reader(source, nullptr);
  store::Reading reading;
  while (const auto block = reader.next()) reading = {block->end_offset, block->digest, block->last};
  return reading;
}

TEST_CASE("a file goes on behind the furthest reading of the same content, which is read once") {
  const GrowingFile file;
  const std::string a = document("a") + "\n";
  const std::string b = document("b") + "\n";
  file.write(a);
  const store::Reading first = reading_of(file);
  file.append(b);
  const store::Reading second = reading_of(file);
  const auto all = [](const std::vector<store::Reading>& list) {
    store::Readings readings;
    for (const store::Reading& reading : list) readings.add(reading);
    return readings;
  };
  const auto resume = [&](const std::vector<store::Reading>& readings) {
    Source source(file.path());
    BlockReader reader(source, nullptr);
    const store::Reading start = reader.resume(all(readings));
    std::string rest = records(reader);
    std::erase(rest, '\n');
    return std::to_string(start.offset) + rest +
           (source.bytes_read() <= source.identity().size ? "" : " twice");
  };
  const auto after = [](const std::string& begin, std::string_view name) {
    return std::to_string(begin.size()) + "<" + document(name) + ">";
  };
  SECTION("grown") {
    file.append(document("c") + "\n");
    CHECK(resume({second, first}) == after(a + b, "c"));
    CHECK(resume({first}) == after(a, "b") + "<" + document("c") + ">");
  }
  SECTION("written anew behind the first reading") {
    file.write(a + document("c") + "\n");
    CHECK(resume({first, second}) == after(a, "c"));
  }
  SECTION("written anew") {
    file.write(document("c") + "\n");
    CHECK(resume({first, second}) == after("", "c"));
  }
  SECTION("shorter") {
    file.write(a);
    CHECK(resume({first, second}) == std::to_string(a.size()));
  }
  SECTION("known by a complete reading") {
    store::Reading complete = second;
    complete.complete = true;
    Source source(file.path());
    CHECK(BlockReader(source, nullptr).resume(all({second, complete, second})).complete);
  }
}

TEST_CASE("a renamed file keeps its inode, another under its name has another") {
  const GrowingFile file;
  file.write("one");
  const Source before(file.path());
  std::filesystem::rename(file.path(), file.path() + ".1");
  file.write("two");
  CHECK(Source(file.path() + ".1").identity().inode == before.identity().inode);
  CHECK(Source(file.path()).identity().inode != before.identity().inode);
}

}  // namespace
}  // namespace tracewh::ingest
