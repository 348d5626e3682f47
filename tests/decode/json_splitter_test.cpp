#include "decode/wire/json_splitter.hpp"

#include "decode/decoding.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace tracewh::decode;
using namespace tracewh::decode::test;

namespace {

using Records = std::vector<std::string>;

constexpr std::array<std::string_view, 2> kNames{"resourceSpans", "batches"};

Records split_at(std::string_view input, std::size_t piece = std::string_view::npos) {
  JsonSplitter splitter(kNames);
  return split_all(splitter, input, piece);
}

}  // namespace

TEST_CASE("records are found however the objects are laid out") {
  CHECK(split_at("{\"a\":1}\n{\"b\":2}\n") == Records{"{\"a\":1}", "{\"b\":2}"});
  CHECK(split_at("\xEF\xBB\xBF{\"a\":1}\r\n\r\n  {\"b\":2}  \r\n") == Records{"{\"a\":1}", "{\"b\":2}"});
  CHECK(split_at("{\n \"a\": {\n }\n}\n{\n}\n") == Records{"{\n \"a\": {\n }\n}", "{\n}"});
  CHECK(split_at("[\n{\"a\":1},\n{\"b\":2}\n]") == Records{"{\"a\":1}", "{\"b\":2}"});
  CHECK(split_at("\x1E{\"a\":1}\n\x1E{\"b\":2}\n") == Records{"{\"a\":1}", "{\"b\":2}"});
  CHECK(split_at("{\"a\":\"}{\\\"\"}{\"b\":2}") == Records{"{\"a\":\"}{\\\"\"}", "{\"b\":2}"});
  CHECK(split_at("").empty());
  CHECK(split_at("\n\n").empty());
}

TEST_CASE("text between records is skipped and counted") {
  CHECK(split_at("starting up\n{\"a\":1}\nsvc-1 | {\"b\":2}\n") ==
        Records{"{\"a\":1}", "{\"b\":2}", "!skipped_text"});
}

TEST_CASE("a record that breaks off does not take the next one with it") {
  CHECK(split_at("{\"a\":\"br\n{\"b\":2}\n") == Records{"{\"a\":\"br", "{\"b\":2}"});
  CHECK(split_at("{\"a\":1 {\"b\":2}\n{\"c\":3}\n").back() == "{\"c\":3}");
  CHECK(split_at("{\"x\":[1\n{\"resourceSpans\":[]}\n") == Records{"{\"x\":[1\n", "{\"resourceSpans\":[]}"});
  CHECK(split_at("{\"x\":[1,\n{\"resourceSpans\":[]}\n") ==
        Records{"{\"x\":[1,\n", "{\"resourceSpans\":[]}"});
}

TEST_CASE("a list that breaks off ends where a document begins") {
  CHECK(split_at("{\"resourceSpans\":[{\"a\":1},{\"b\n{\"resourceSpans\":[{\"c\":3}]}\n{\"d\":4}\n") ==
        Records{"{\"a\":1}", "{\"b", "{\"resourceSpans\":[{\"c\":3}]}", "{\"d\":4}"});
}

TEST_CASE("a list that spans lines is given out by element") {
  CHECK(split_at("{\n\"resourceSpans\": [\n{\"a\":1},\n{\"b\":{\"c\":[]}}\n],\n\"x\":{}}\n{\"d\":4}\n") ==
        Records{"{\"a\":1}", "{\"b\":{\"c\":[]}}", "{\"d\":4}"});
  CHECK(split_at("{\"trace\":{\"batches\":[{\"a\":1},{\"b\":2}]},\"metrics\":{}}") ==
        Records{"{\"a\":1}", "{\"b\":2}"});
}

TEST_CASE("a list that is cut off gives its last element as a record, unconsumed") {
  const auto cut = [](std::string_view input) {
    JsonSplitter splitter(kNames);
    Split split;
    splitter.split(input, true, split);
    return std::pair(split.records.size(), split.consumed);
  };
  CHECK(cut("{\"resourceSpans\":[{\"a\":1},{\"b\":") == std::pair<std::size_t, std::size_t>(2, 26));
  CHECK(split_at("{\"resourceSpans\":[{\"a\":1},").back() == "!truncated_record");
}

TEST_CASE("a document of many megabytes streams in a window that stays small") {
  const std::string element =
      "{\"scopeSpans\":[{\"spans\":[{\"name\":\"" + std::string(1000, 'x') + "\"}]}]}";
  std::string document = "{\"resourceSpans\":[" + element;
  while (document.size() < 4u << 20) document += "," + element;
  document += "]}";
  JsonSplitter splitter(kNames);
  std::size_t begin = 0;
  std::size_t widest = 0;
  std::size_t records = 0;
  for (std::size_t end = 0; end < document.size();) {
    end = std::min(document.size(), end + (64u << 10));
    Split split;
    splitter.split(std::string_view(document).substr(begin, end - begin), end == document.size(), split);
    widest = std::max(widest, end - begin);
    begin += split.consumed;
    records += split.records.size();
  }
  CHECK(records == document.size() / (element.size() + 1));
  CHECK(widest < 2u << 20);
}

TEST_CASE("where the bytes are cut makes no difference to the records") {
  const std::string_view input =
      "\xEF\xBB\xBFlog line\n{\"a\":\"\\\"}\"}\r\n{\n \"b\": [1, {\"c\": \"\\\\\"}]\n}{\"d\":1}\n"
      "{\n\"resourceSpans\" : [ {\"e\":\"{\"} , {\"f\":[[]]} ] , \"rest\": {} }\n"
      "{\"broken\":\"x\n[{\"g\":1},\n{\"h\":2}]\n{\"z\":[1,\n{\"resourceSpans\":[]}\n{\"cut\":";
  Records expected = split_at(input);
  std::erase(expected, "!skipped_text");
  for (std::size_t piece = 1; piece < input.size(); ++piece) {
    INFO("pieces of " << piece);
    Records records = split_at(input, piece);
    std::erase(records, "!skipped_text");
    CHECK(records == expected);
  }
}
