import type { Difference } from "../core/differences";
import type { Placed } from "../core/paths";
import type { AggregatedNode, Trace } from "../core/shapes";
import type { Extent } from "./block_rows";

/** A node of a tree as a block: as wide as its time, under its parent. */
export interface FlameBlock extends Extent {
  parent: number | null;
  name: string;
  role: string;
  failed: boolean;
  /** -1 to 1: less or more than before; null where nothing is compared. */
  change: number | null;
}

/** A group as wide as its total time. Children that run side by side may take longer than their parent: it is then as
 *  wide as they are. */
export function blocksOfTree(nodes: AggregatedNode[]): FlameBlock[] {
  const widths = nestedWidths(nodes, (node) => node.total_ns);
  return placed(nodes, widths, (node) => ({ name: node.name, role: node.role, failed: node.errors > 0, change: null }));
}

/** As wide as the time of both sides together, so that nothing that is gone vanishes. */
export function blocksOfDifferences(nodes: Difference[]): FlameBlock[] {
  const widths = nestedWidths(nodes, ({ baseNs, headNs }) => baseNs + headNs);
  return placed(nodes, widths, ({ name, role, baseNs, headNs }) => ({
    name, role, failed: false, change: baseNs + headNs > 0 ? (headNs - baseNs) / (headNs + baseNs) : 0,
  }));
}

function nestedWidths<T extends Placed>(nodes: T[], own: (node: T) => number): Float64Array {
  const widths = new Float64Array(nodes.length);
  for (let index = nodes.length - 1; index >= 0; --index) {
    // By now it holds the sum of the children.
    widths[index] = Math.max(widths[index], own(nodes[index]));
    const { parent } = nodes[index];
    if (parent !== null) widths[parent] += widths[index];
  }
  return widths;
}

type Look = Pick<FlameBlock, "name" | "role" | "failed" | "change">;

function placed<T extends Placed>(nodes: T[], widths: Float64Array, look: (node: T) => Look): FlameBlock[] {
  const next = new Float64Array(nodes.length);
  let nextRoot = 0;
  return nodes.map((node, index) => {
    const { parent, depth } = node;
    const from = parent === null ? nextRoot : next[parent];
    const to = from + widths[index];
    if (parent === null) nextRoot = to;
    else next[parent] = to;
    next[index] = from;
    return { parent, row: depth, from, to, ...look(node) };
  });
}

/** The spans of a trace when they ran. Those that overlap in a depth move down, with what is below them. */
export function blocksOfTrace(trace: Trace): FlameBlock[] {
  const ends: number[] = [];
  const rows = new Int32Array(trace.nodes.length);
  return trace.nodes.map((span, index) => {
    const parent = span.parent;
    const from = (span.start_ns ?? trace.start_ns) - trace.start_ns;
    const to = from + (span.duration_ns ?? 0);
    let row = parent === null ? 0 : rows[parent] + 1;
    while ((ends[row] ?? -Infinity) > from && row < kMostRows) ++row;
    ends[row] = Math.max(ends[row] ?? -Infinity, to);
    rows[index] = row;
    return { parent, row, from, to, name: span.name, role: span.role, failed: span.evidence.length > 0, change: null };
  });
}

// Deeper than anybody scrolls; what is below lies over each other.
const kMostRows = 2000;
