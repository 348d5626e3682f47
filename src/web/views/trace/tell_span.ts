import { duration, isolated } from "../../core/format";
import type { Node, Trace } from "../../core/shapes";

/** A span in one line. */
export function tellSpan({ start_ns: begin }: Trace, span: Node): string {
  if (span.missing) return "A parent that is named but not stored.";
  const { name, service, actor, start_ns, duration_ns, self_ns, evidence } = span;
  return [
    isolated(name), actor === "" ? isolated(service) : `${isolated(actor)} (${isolated(service)})`,
    duration_ns === null ? "no end" : duration(duration_ns),
    self_ns === null ? "" : `self ${duration(self_ns)}`,
    start_ns === null ? "" : `from ${duration(start_ns - begin)}`,
    evidence.length > 0 ? `✗ failed: ${evidence.join(", ")}` : "",
  ].filter((part) => part !== "").join(" · ");
}
