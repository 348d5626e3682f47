#include "net/http/session.hpp"

#include "net/http/access.hpp"

namespace tracewh::net {

Route session_route(const std::string& token, bool secure) {
  Response response{204, {}, {}, {}};
  if (!token.empty()) {
    response.headers.add("Set-Cookie", session_cookie(token) + "; HttpOnly; SameSite=Strict; Path=/" +
                                           (secure ? "; Secure" : ""));
  }
  return {"GET", "/api/tracewh/session", {}, [response](const Request&, const Respond& respond) {
            respond(response);
          }};
}

}  // namespace tracewh::net
