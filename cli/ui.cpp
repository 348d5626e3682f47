#include "cli/ui.hpp"

#include "base/error.hpp"
#include "cli/browser.hpp"
#include "cli/exit_code.hpp"
#include "cli/help.hpp"
#include "cli/open_reader.hpp"
#include "cli/protection_options.hpp"
#include "cli/ready_file.hpp"
#include "cli/termination.hpp"
#include "net/query/read_routes.hpp"
#include "net/read_service.hpp"
#include "net/stream/trace_stream.hpp"

#include <fmt/format.h>

#include <chrono>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tracewh::cli {
namespace {

constexpr std::chrono::seconds kRequestGrace{3};

constexpr const char* kListen = "listen";

struct UiOptions {
  std::string listen = "127.0.0.1:16686";
  ProtectionOptions protection;
  std::string ready_file;
  bool open = false;
};

net::Endpoint place(const UiOptions& options) {
  if (auto endpoint = net::parse_endpoint("--listen", options.listen)) return *endpoint;
  throw base::Error(base::ErrorCode::kUsage, "--listen: there is nothing to do when it is off");
}

/// Why the database cannot be read at present; empty when it can.
std::string trouble_of(const Globals& globals) {
  try {
    open_reader(globals);
    return {};
  } catch (const std::exception& error) {
    return error.what();
  }
}

void tell_ready(const net::ReadService& service, const Globals& globals, std::ostream& err) {
  for (const net::Listening& listener : service.listening())
    err << fmt::format("tracewh: {} can be looked at and read at {}\n", globals.database, listener.url);
  err.flush();
}

void open_page(const net::ReadService& service, std::ostream& err) {
  const std::string& url = service.listening().front().url;
  if (!open_in_browser(url))
    err << "tracewh: no browser can be opened from here; open " << url << " in one\n";
  err.flush();
}

int run_ui(const UiOptions& options, const query::Catalogue& catalogue, const Globals& globals, Io& io) {
  const net::Protection who = protection(options.protection);
  const net::Endpoint where = place(options);
  // Tells at once when there is nothing to read.
  open_reader(globals);
  Termination termination;
  const ReadyFile ready_file(options.ready_file);
  net::ReaderPool readers;
  std::vector<net::Route> routes = net::read_routes(readers, globals.database, catalogue);
  routes.push_back(net::no_trace_stream());
  net::ReadService service(who, std::move(routes), [&globals] {
    return net::Health{trouble_of(globals), {}};
  });
  service.listen_http(kListen, where);
  ready_file.write(service.listening());
  if (!globals.quiet) tell_ready(service, globals, io.err);
  service.start();
  if (options.open) open_page(service, io.err);
  termination.wait();
  readers.stop();
  service.stop(kRequestGrace);
  return exit_code::kFine;
}

}  // namespace

Verb ui_verb(CLI::App& root, const query::Catalogue& catalogue) {
  auto options = std::make_shared<UiOptions>();
  CLI::App* app = root.add_subcommand("ui",
                                      "Show the database in a web page, and let programs read it by Jaeger's "
                                      "API and others, until interrupted");
  app->add_option(fmt::format("--{}", kListen), options->listen, "Where; port 0 finds a free one")
      ->type_name("ADDR:PORT")
      ->capture_default_str();
  app->add_flag("--open", options->open, "Open the page in the browser of this desktop");
  declare_protection(*app, options->protection);
  app->add_option("--ready-file", options->ready_file, "Write the address to this file once it listens")
      ->type_name("FILE");
  app->footer(examples({"tracewh ui --open", "tracewh --db ci.db ui --listen 127.0.0.1:8080",
                        "tracewh ui --in-memory spans.jsonl"}));
  return {app, [options, &catalogue](const Globals& globals, Io& io) {
            return run_ui(*options, catalogue, globals, io);
          }};
}

}  // namespace tracewh::cli
