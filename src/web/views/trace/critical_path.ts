import { apiPath, ask, kRowsPerAnswer } from "../../core/api";
import { parameters } from "../../core/address";
import type { Row } from "../../core/shapes";
import { Outline, placeOf, questionAbout } from "./outline";

/** A part of a span's time that the duration of the trace consists of. */
export interface Segment {
  from: number;
  to: number;
  /** Nothing below the span ran: the trace stood still. */
  isWait: boolean;
}

export interface CriticalPath {
  /** Of each span on it, its segments in order of time. */
  segments: Map<string, Segment[]>;
  /** The operation that took the most of it, and which part of the trace's time that is. */
  longest: { name: string; role: string; share: number } | null;
}

export async function askCriticalPath(outline: Outline, signal: AbortSignal): Promise<CriticalPath> {
  const path = apiPath(["query", "critical-path"], parameters({ ...questionAbout(outline), limit: kRowsPerAnswer }));
  const { value, truncated } = await ask<Row[]>(path, signal);
  // Of a part of the segments nothing can be said about the whole.
  return { segments: placedSegments(outline, value), longest: truncated ? null : longestOf(value, outline.extent) };
}

function placedSegments(outline: Outline, rows: Row[]): Map<string, Segment[]> {
  const segments = new Map<string, Segment[]>();
  for (const row of rows) {
    const spanId = String(row.span_id);
    const at = placeOf(outline, spanId);
    if (at === undefined) continue;
    const from = Number(row.start_ns) - outline.origin;
    const segment = { from, to: from + Number(row.duration_ns), isWait: outline.behind[at] > at + 1 };
    const known = segments.get(spanId);
    if (known === undefined) segments.set(spanId, [segment]);
    else known.push(segment);
  }
  return segments;
}

/** Those of the spans that a row stands for. */
export function segmentsOf({ segments }: CriticalPath, { nodes }: Outline, at: number, count: number): Segment[] {
  const found: Segment[] = [];
  for (let each = at; each < at + count; ++each) found.push(...(segments.get(nodes[each].span_id) ?? []));
  return found;
}

/** Only the first root counts: the paths of others lie beside its own. */
function longestOf(rows: Row[], extent: number): CriticalPath["longest"] {
  const operations = new Map<string, { name: string; role: string; share: number }>();
  for (const row of rows) {
    if (row.root_span_id !== rows[0].root_span_id) continue;
    const operation = operations.get(String(row.name)) ?? { name: String(row.name), role: String(row.role), share: 0 };
    operation.share += Number(row.duration_ns) / extent;
    operations.set(operation.name, operation);
  }
  return [...operations.values()].sort((left, right) => right.share - left.share)[0] ?? null;
}
