import * as format from "../core/format";
import type { Difference } from "../core/differences";
import type { AggregatedNode } from "../core/shapes";

/** A group of spans in one line. */
export function tellGroup({ name, count, errors, total_ns, self_ns, p50_ns, p95_ns, share }: AggregatedNode): string {
  return [
    format.isolated(name), format.counted(count, "span"), errors > 0 ? `✗ ${format.counted(errors, "error")}` : "",
    `total ${format.duration(total_ns)} (${format.percent(share)})`, `self ${format.duration(self_ns)}`,
    p50_ns === null ? "" : `p50 ${format.duration(p50_ns)}`, p95_ns === null ? "" : `p95 ${format.duration(p95_ns)}`,
  ].filter((part) => part !== "").join(" · ");
}

/** What changed of a path, in one line. */
export function tellDifference({ name, base, head, baseNs, headNs }: Difference): string {
  const means = `${format.duration(baseNs)} → ${format.duration(headNs)} in a trace`;
  if (base === null) return `${format.isolated(name)} · only after · ${means}`;
  if (head === null) return `${format.isolated(name)} · only before · ${means}`;
  return `${format.isolated(name)} · ${means} (${changeText(baseNs, headNs)}) · ${format.count(base.count)} → ${format.count(head.count)} spans`;
}

/** A change with its sign and its ratio: `+1.20s (+12%)`. */
export function changeText(base: number, head: number): string {
  const change = head - base;
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  const ratio = base > 0 ? `, ${sign}${format.percent(Math.abs(change) / base)}` : "";
  return `${sign}${format.duration(Math.abs(change))}${ratio}`;
}
