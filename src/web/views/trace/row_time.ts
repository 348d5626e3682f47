import * as format from "../../core/format";
import { CriticalPath, segmentsOf } from "./critical_path";
import { isFailed, nodeName, Outline } from "./outline";

/** The duration, or the sum of those of a run. */
export function timeOf({ nodes }: Outline, at: number, count: number): string {
  let sum = 0;
  for (let each = at; each < at + count; ++each) sum += nodes[each].duration_ns ?? 0;
  return format.duration(sum);
}

/** What stands beside a bar. */
export function labelOf(outline: Outline, at: number, count: number): string {
  const node = outline.nodes[at];
  const text = node.duration_ns === null ? "unfinished" : timeOf(outline, at, count);
  return isFailed(node) ? `✗ ${text}` : text;
}

/** What a bar shows, in words. */
export function barText(outline: Outline, at: number, count: number, path: CriticalPath | null): string | undefined {
  const node = outline.nodes[at];
  if (Number.isNaN(outline.start[at])) return undefined;
  const begins = `begins after ${format.duration(outline.start[at])}`;
  if (count > 1) return `${nodeName(node)}: ${format.count(count)} spans, ${timeOf(outline, at, count)} in all; the first ${begins}`;
  const takes = node.duration_ns === null ? "never ended" : `takes ${format.duration(node.duration_ns)}`;
  const self = node.self_ns === null ? "" : `, ${format.duration(node.self_ns)} of its own`;
  return `${nodeName(node)}: ${begins}, ${takes}${self}${waitText(outline, at, path)}`;
}

function waitText(outline: Outline, at: number, path: CriticalPath | null): string {
  if (path === null) return "";
  const waits = segmentsOf(path, outline, at, 1).filter(({ isWait }) => isWait);
  return waits.length === 0 ? "" : `; nothing below ran for ${format.duration(waits.reduce((sum, { from, to }) => sum + to - from, 0))}`;
}
