#pragma once

#include "torture/rounds.hpp"

#include <cstdint>

/// What a hostile client of HTTP/2 does to the server at that port, frame by frame. Each ends by itself.
namespace tracewh::torture {

/// Opens streams and resets each at once.
void reset_rapidly(std::uint16_t port, bench::Random& random);
/// Never ends a header.
void flood_continuations(std::uint16_t port, bench::Random& random);
/// Wants settings acknowledged, or pings answered, and reads no answer.
void flood_settings(std::uint16_t port, bench::Random& random);
void flood_pings(std::uint16_t port, bench::Random& random);
/// A small header that means a large one: an entry of the table, named again and again.
void send_header_bomb(std::uint16_t port, bench::Random& random);
/// Gives the server no room for answers, or more than there can be.
void misuse_windows(std::uint16_t port, bench::Random& random);
/// Frames of any type, flags, stream and content.
void send_any_frames(std::uint16_t port, bench::Random& random);

}  // namespace tracewh::torture
