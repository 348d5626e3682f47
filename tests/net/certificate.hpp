#pragma once

#include "net/service.hpp"
#include "support/temporary_directory.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <string>

namespace tracewh::net::test {

/// TLS by a new certificate for localhost, which is its own authority, kept in `directory`.
inline Protection protect_by_tls(const tracewh::test::TemporaryDirectory& directory) {
  Protection protection;
  protection.certificate_file = (directory / "certificate.pem").string();
  protection.key_file = (directory / "key.pem").string();
  const std::string command =
      "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost "
      "-addext subjectAltName=DNS:localhost -keyout " +
      protection.key_file + " -out " + protection.certificate_file + " 2>/dev/null";
  REQUIRE(std::system(command.c_str()) == 0);
  return protection;
}

}  // namespace tracewh::net::test
