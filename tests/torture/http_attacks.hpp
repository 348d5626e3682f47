#pragma once

#include "torture/rounds.hpp"

#include <cstdint>

/// What a hostile client of HTTP/1.1 or UDP does to the server at that port. Each ends by itself.
namespace tracewh::torture {

/// Hides a second request in the body of one whose length can be understood in two ways; tells when both are
/// answered.
void smuggle(std::uint16_t port, Rounds& rounds);
/// Many connections that say a byte now and then.
void send_slowly(std::uint16_t port, Rounds& rounds);
/// More connections than the server takes, which say nothing; tells when they shut others out.
void occupy_connections(std::uint16_t port, Rounds& rounds);
/// Small bodies that mean large ones: zeros compressed by gzip, and nothing but brackets.
void send_body_bomb(std::uint16_t port, Rounds& rounds);
/// A request with some of its bytes changed.
void send_any_request(std::uint16_t port, Rounds& rounds);
/// Subscribes to the stream of traces, many times, and never reads.
void stall_subscribers(std::uint16_t port, Rounds& rounds);
void flood_datagrams(std::uint16_t port, Rounds& rounds);

/// Whether the server still answers a client that does nothing wrong.
bool is_healthy(std::uint16_t port);

}  // namespace tracewh::torture
