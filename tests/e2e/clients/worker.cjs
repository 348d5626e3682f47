// worker.cjs READY-FILE EXPORTER URL PROPAGATOR: performs a task for each request, until SIGTERM; writes its
// address to the file once it listens.
const { context, propagation, SpanKind, SpanStatusCode } = require("@opentelemetry/api");
const { renameSync, writeFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { start_tracing, in_span } = require("./tracing.cjs");

const [ready_file, exporter, url, propagator] = process.argv.slice(2);
const provider = start_tracing("worker", exporter, url, propagator);

function call_tool(span) {
  span.setAttribute("tool.name", "compiler");
  span.addEvent("tool finished", { "exit.code": 1 });
  span.setStatus({ code: SpanStatusCode.ERROR, message: "does not compile" });
}

const server = createServer(async (request, response) => {
  const caller = propagation.extract(context.active(), request.headers);
  await in_span("perform task", { kind: SpanKind.SERVER }, caller, () =>
    in_span("call tool", {}, context.active(), call_tool),
  );
  response.end();
});

server.listen(0, "127.0.0.1", () => {
  writeFileSync(`${ready_file}.part`, `http://127.0.0.1:${server.address().port}/`);
  renameSync(`${ready_file}.part`, ready_file);
});

process.on("SIGTERM", async () => {
  server.close();
  server.closeIdleConnections();
  await provider.shutdown();
});
