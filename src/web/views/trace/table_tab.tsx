import { h } from "preact";
import type { Row } from "../../core/shapes";
import { RowsTable } from "../../parts/rows_table";
import { Outline, traceIdOf } from "./outline";

// The rows of an outline, made when its table is first shown.
const tables = new WeakMap<Outline, Row[]>();

/** The spans of a trace as rows that can be sorted. */
export function TableTab({ outline }: { outline: Outline }): JSX.Element {
  let rows = tables.get(outline);
  if (rows === undefined) tables.set(outline, (rows = rowsOf(outline)));
  return <RowsTable rows={rows} truncated={false} none="No spans." without={["trace_id"]} />;
}

function rowsOf(outline: Outline): Row[] {
  return outline.nodes.flatMap((node, at) => node.missing ? [] : [{
    span_id: node.span_id, trace_id: traceIdOf(outline, at), name: node.name, role: node.role, service: node.service, actor: node.actor,
    detail: node.detail, start_ns: node.start_ns, duration_ns: node.duration_ns, self_ns: node.self_ns, share: node.share,
    status: node.status, evidence: node.evidence.join(", "),
  }]);
}
