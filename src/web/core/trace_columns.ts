import type { Node, Trace } from "./shapes";
import { apiPath } from "./api";
import { parameters } from "./address";

type TextMember = "name" | "service" | "role" | "kind" | "status" | "status_message" | "actor" | "detail";
type MarkMember = "missing" | "matched" | "cycle_cut" | "duplicate_id" | "outside_parent";
type NumberMember = "start_ns" | "duration_ns" | "self_ns" | "share";

/** A trace as the API gives it by columns, a quarter as long as a list of nodes. */
export interface TraceColumns extends Omit<Trace, "nodes"> {
  /** Each text once. */
  texts: string[];
  columns:
    & Record<TextMember | "evidence" | "joined_trace_id", number[]>
    & Record<NumberMember | "parent", (number | null)[]>
    & Record<MarkMember, number[]>
    & { span_id: string[] };
}

/** The resource of a trace by columns, joined or with clocks that agree where these are `true`. */
export function traceColumnsPath(id: string, joined?: string | null, fix_skew?: string | null): string {
  return apiPath(["trace", id], parameters({ columns: true, joined, fix_skew }));
}

const traces = new WeakMap<TraceColumns, Trace>();

/** The trace that they tell; the same object for the same answer. */
export function traceOf(answer: TraceColumns): Trace {
  let trace = traces.get(answer);
  if (trace === undefined) {
    const { texts, columns, ...members } = answer;
    traces.set(answer, (trace = { ...members, nodes: nodesOf(texts, columns) }));
  }
  return trace;
}

function nodesOf(texts: string[], columns: TraceColumns["columns"]): Node[] {
  const evidence = texts.map((text) => (text === "" ? [] : text.split(",")));
  const nodes = columns.span_id.map((span_id, at): Node => ({
    parent: columns.parent[at],
    depth: 0,
    span_id,
    missing: false,
    name: texts[columns.name[at]],
    service: texts[columns.service[at]],
    role: texts[columns.role[at]],
    kind: texts[columns.kind[at]],
    start_ns: columns.start_ns[at],
    duration_ns: columns.duration_ns[at],
    status: texts[columns.status[at]],
    status_message: texts[columns.status_message[at]],
    evidence: evidence[columns.evidence[at]],
    actor: texts[columns.actor[at]],
    detail: texts[columns.detail[at]],
    self_ns: columns.self_ns[at],
    share: columns.share[at],
    joined_trace_id: texts[columns.joined_trace_id[at]] || null,
    matched: false,
    cycle_cut: false,
    duplicate_id: false,
    outside_parent: false,
  }));
  for (const node of nodes) if (node.parent !== null) node.depth = nodes[node.parent].depth + 1;
  for (const mark of ["missing", "matched", "cycle_cut", "duplicate_id", "outside_parent"] as const) {
    for (const at of columns[mark]) nodes[at][mark] = true;
  }
  return nodes;
}
