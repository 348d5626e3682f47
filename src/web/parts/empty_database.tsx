import { h } from "preact";
import { isReport } from "../core/api";
import { Empty } from "./marks";

const kVariables = `export OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4318
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_SERVICE_NAME=my-agent`;

/** Nothing is stored yet: how to send spans here. */
export function EmptyDatabase(): JSX.Element {
  if (isReport) return <Empty text="This report holds no traces." />;
  return (
    <div class="empty">
      <h2>No traces are stored yet</h2>
      <p>Start <code>tracewh serve</code>, which takes OTLP by gRPC at port 4317 and by HTTP at port 4318, and tell your program where to send its spans:</p>
      <pre>{kVariables}</pre>
      <p>Or let tracewh start it, and keep what it sends:</p>
      <pre>tracewh run -- python my_agent.py</pre>
      <p>Or read files that are there already:</p>
      <pre>tracewh ingest traces/</pre>
      <p class="dim">Traces that a server receives appear here as they complete.</p>
    </div>
  );
}
