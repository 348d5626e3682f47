import { link } from "../core/address";
import { isReport } from "../core/api";
import type { Row } from "../core/shapes";

/** Where the value of a cell leads; null when it is a text alone. */
export function cellLink(column: string, row: Row): string | null {
  const text = row[column];
  if (typeof text !== "string" || text === "") return null;
  if (column === "key" && /^[0-9a-f]{32}$/.test(text)) return link(["trace", text]);
  // A report has answers about its traces, and about nothing else that a row may name.
  if (isReport) return null;
  if (column === "worker_id") return link(["workers", text]);
  if (column === "run") return link(["traces"], { run: text });
  if (column === "task_id") return link(["traces"], { task: text });
  if (column === "value") return factorLink(row, text);
  // A row of its own trace has its link there; in totals, names lead to the traces that they were added up from.
  if ("trace_id" in row) return null;
  if (column === "service") return link(["traces"], { service: text });
  if (column === "name") return link(["traces"], { operation: text, service: String(row.service ?? "") });
  return null;
}

/** What traces have in common, as a filter of the list. */
function factorLink({ factor, key }: Row, value: string): string | null {
  switch (factor) {
    case "attribute": return link(["traces"], { attr: `${key}=${value}` });
    case "operation":
    case "model":
    case "service":
    case "worker": return link(["traces"], { [factor]: value });
    default: return null;
  }
}

/** Where a row as a whole leads. */
export function rowLink(row: Row): string | null {
  if (typeof row.trace_id === "string") {
    return link(["trace", row.trace_id], { span: typeof row.span_id === "string" ? row.span_id : null });
  }
  return ["key", "value", "worker_id", "run", "name", "service"].map((column) => cellLink(column, row)).find((found) => found !== null) ?? null;
}
