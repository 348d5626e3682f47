#include "cli/safe_stream.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using tracewh::cli::SafeStream;

TEST_CASE("what could steer a terminal is escaped on its way to people") {
  std::ostringstream terminal;
  SafeStream stream(terminal);
  stream << "evil\x1b]52;c;AAAA\x07.json: no\r\xc2\x9b 2J\xe2\x80\xae\xff\n\tend\n";
  CHECK(terminal.str() == "evil\\x1b]52;c;AAAA\\x07.json: no\\r\\u{9b} 2J\\u{202e}\\xff\n\tend\n");
}

TEST_CASE("a character that comes in pieces stays whole") {
  std::ostringstream terminal;
  SafeStream stream(terminal);
  const std::string text = "Grüße, 世界 🙂";
  for (const char byte : text) stream.put(byte);
  CHECK(terminal.str() == text);

  stream << "\xf0\x9f" << std::flush;
  CHECK(terminal.str() == text + "\\xf0\\x9f");
}
