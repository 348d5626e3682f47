import { parseDuration } from "../../core/format";

/** A row of the query of traces. */
export interface TraceRow {
  trace_id: string;
  root_span_id: string | null;
  name: string | null;
  service: string | null;
  start_ns: number | null;
  duration_ns: number | null;
  status: string;
  spans: number;
  errors: number;
  orphans: number;
  unfinished: number;
  services: string[];
  agents: string[];
}

export const kOrders = [
  { value: "newest", label: "Newest first" },
  { value: "slowest", label: "Slowest first" },
  { value: "failures", label: "Most failures first" },
  { value: "spans", label: "Most spans first" },
];

const kMeasures: Record<string, (row: TraceRow) => number> = {
  slowest: (row) => row.duration_ns ?? -1,
  failures: (row) => row.errors,
  spans: (row) => row.spans,
};

/** The rows as an address wants them: in its order, and none that took longer than its `max`. */
export function arranged(rows: TraceRow[], params: URLSearchParams): TraceRow[] {
  const most = parseDuration(params.get("max") ?? "");
  const kept = most === null ? rows : rows.filter((row) => row.duration_ns !== null && row.duration_ns <= most);
  const measure = kMeasures[params.get("order") ?? ""];
  return measure === undefined ? kept : [...kept].sort((left, right) => measure(right) - measure(left));
}

export function hasFailed(row: TraceRow): boolean {
  return row.errors > 0 || row.status === "error";
}

export function nameOf(row: TraceRow): string {
  if (row.name === null) return "(root is missing)";
  return row.name === "" ? "(no name)" : row.name;
}
