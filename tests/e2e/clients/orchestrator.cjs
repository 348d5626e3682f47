// orchestrator.cjs WORKER EXPORTER URL PROPAGATOR: has one task performed by the worker at that address.
const { context, propagation, SpanKind } = require("@opentelemetry/api");
const { start_tracing, in_span } = require("./tracing.cjs");

const [worker, exporter, url, propagator] = process.argv.slice(2);
const provider = start_tracing("orchestrator", exporter, url, propagator);

async function dispatch() {
  const headers = {};
  propagation.inject(context.active(), headers);
  const answer = await fetch(worker, { method: "POST", headers });
  if (!answer.ok) throw new Error(`the worker answers ${answer.status}`);
}

async function main() {
  await in_span("orchestrate", {}, context.active(), () =>
    in_span("dispatch task", { kind: SpanKind.CLIENT }, context.active(), dispatch),
  );
  await provider.shutdown();
}

main();
