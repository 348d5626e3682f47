#include "torture/http2_attacks.hpp"
#include "torture/http_attacks.hpp"

#include <cstdint>
#include <cstdlib>

/// Attacks the server whose ports the variables OTLP_HTTP_PORT, OTLP_GRPC_PORT and JAEGER_UDP_PORT give, one
/// way a round, and asks it after each whether it is well.
namespace tracewh::torture {
namespace {

std::uint16_t port_of(const char* variable) {
  const char* text = std::getenv(variable);
  return static_cast<std::uint16_t>(text == nullptr ? 0 : std::atoi(text));
}

void attack(Rounds& rounds) {
  using Http2Attack = void (*)(std::uint16_t, bench::Random&);
  using HttpAttack = void (*)(std::uint16_t, Rounds&);
  static constexpr Http2Attack kHttp2Attacks[] = {reset_rapidly,  flood_continuations, flood_settings,
                                                  flood_pings,    send_header_bomb,    misuse_windows,
                                                  send_any_frames};
  static constexpr HttpAttack kHttpAttacks[] = {smuggle,        send_slowly,      occupy_connections,
                                                send_body_bomb, send_any_request, stall_subscribers};
  const double transport = rounds.random().fraction();
  if (transport < 0.5) return rounds.random().pick(kHttp2Attacks)(port_of("OTLP_GRPC_PORT"), rounds.random());
  if (transport < 0.95) return rounds.random().pick(kHttpAttacks)(port_of("OTLP_HTTP_PORT"), rounds);
  flood_datagrams(port_of("JAEGER_UDP_PORT"), rounds);
}

}  // namespace
}  // namespace tracewh::torture

int main(int argc, char** argv) {
  using namespace tracewh::torture;
  Rounds rounds("attacks", argc, argv);
  while (rounds.next()) {
    attack(rounds);
    if (!is_healthy(port_of("OTLP_HTTP_PORT")))
      rounds.found(Fault::kWrong, "the server does not answer /health");
  }
  return rounds.finish();
}
