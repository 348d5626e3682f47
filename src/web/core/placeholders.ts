import type { Node, Trace } from "./shapes";

// What an answer leaves out of the place of a parent that is missing.
const kPlaceholder: Omit<Node, "parent" | "depth" | "span_id" | "missing"> = {
  parent_span_id: null, name: "", service: "", role: "other", kind: "", start_ns: null, duration_ns: null, status: "unset",
  status_message: "", evidence: [], actor: "", detail: "", self_ns: null, share: null, joined_trace_id: null, matched: false,
  cycle_cut: false, duplicate_id: false, outside_parent: false,
};

const completed = new WeakMap<Trace, Trace>();

/** The trace with all members in each of its nodes; the same object for the same trace. */
export function withPlaceholders(trace: Trace): Trace {
  const known = completed.get(trace);
  if (known !== undefined) return known;
  const complete = { ...trace, nodes: trace.nodes.map((node) => (node.missing ? { ...kPlaceholder, ...node } : node)) };
  completed.set(trace, complete);
  completed.set(complete, complete);
  return complete;
}
