// What both processes share: OpenTelemetry set up as its guide says, by names of an exporter and a propagator.
const { trace } = require("@opentelemetry/api");
const { W3CTraceContextPropagator } = require("@opentelemetry/core");
const { JaegerExporter } = require("@opentelemetry/exporter-jaeger");
const { OTLPTraceExporter: GrpcExporter } = require("@opentelemetry/exporter-trace-otlp-grpc");
const { OTLPTraceExporter: JsonExporter } = require("@opentelemetry/exporter-trace-otlp-http");
const { OTLPTraceExporter: ProtobufExporter } = require("@opentelemetry/exporter-trace-otlp-proto");
const { ZipkinExporter } = require("@opentelemetry/exporter-zipkin");
const { B3InjectEncoding, B3Propagator } = require("@opentelemetry/propagator-b3");
const { Resource } = require("@opentelemetry/resources");
const { BatchSpanProcessor } = require("@opentelemetry/sdk-trace-base");
const { NodeTracerProvider } = require("@opentelemetry/sdk-trace-node");

const exporters = {
  "otlp-json": (url) => new JsonExporter({ url: `${url}/v1/traces` }),
  "otlp-protobuf": (url) => new ProtobufExporter({ url: `${url}/v1/traces` }),
  "otlp-grpc": (url) => new GrpcExporter({ url }),
  zipkin: (url) => new ZipkinExporter({ url: `${url}/api/v2/spans` }),
  "jaeger-http": (url) => new JaegerExporter({ endpoint: `${url}/api/traces` }),
  "jaeger-udp": (url) => new JaegerExporter({ host: new URL(url).hostname, port: Number(new URL(url).port) }),
};

const propagators = {
  w3c: () => new W3CTraceContextPropagator(),
  b3: () => new B3Propagator(),
  "b3-multi": () => new B3Propagator({ injectEncoding: B3InjectEncoding.MULTI_HEADER }),
};

/// Returns the provider; the exporter and the propagator may be "none".
function start_tracing(service, exporter, url, propagator) {
  const processors = exporter === "none" ? [] : [new BatchSpanProcessor(exporters[exporter](url))];
  const provider = new NodeTracerProvider({
    resource: new Resource({ "service.name": service }),
    spanProcessors: processors,
  });
  // Null leaves each request without context; the API's default would be W3C.
  provider.register({ propagator: propagator === "none" ? null : propagators[propagator]() });
  return provider;
}

/// Runs `action` in a span that ends with it.
function in_span(name, options, parent, action) {
  return trace.getTracer("clients").startActiveSpan(name, options, parent, async (span) => {
    try {
      return await action(span);
    } finally {
      span.end();
    }
  });
}

module.exports = { start_tracing, in_span };
