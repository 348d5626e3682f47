import type { Outline } from "./outline";

/** The rows of a waterfall: a node each, or a run of repeated spans. */
export interface ShownRows {
  /** The node of each row, the first one of a run. */
  nodes: Int32Array;
  /** How many spans each row stands for; more than one in a folded run. */
  counts: Int32Array;
  /** Of each node, the row it is in: that of what is collapsed above it, too. */
  rowOf: Int32Array;
}

export function shownRows(outline: Outline, collapsed: Set<number>, unfolded: Set<number>): ShownRows {
  const size = outline.nodes.length;
  const nodes = new Int32Array(size);
  const counts = new Int32Array(size);
  const rowOf = new Int32Array(size);
  let rows = 0;
  for (let at = 0; at < size; ++rows) {
    const run = outline.runs[at];
    const isFolded = run > 0 && !unfolded.has(at);
    const next = isFolded ? at + run : collapsed.has(at) ? outline.behind[at] : at + 1;
    nodes[rows] = at;
    counts[rows] = isFolded ? run : 1;
    rowOf.fill(rows, at, next);
    at = next;
  }
  return { nodes: nodes.subarray(0, rows), counts: counts.subarray(0, rows), rowOf };
}

/** Whether a node has a row of its own. */
export function isShown({ nodes, counts, rowOf }: ShownRows, at: number): boolean {
  return nodes[rowOf[at]] === at && counts[rowOf[at]] === 1;
}

// As many digits tell the spans of a trace apart, and keep the address short.
const kDigits = 8;

/** Places in the tree for the address, which must hold when more spans arrive. */
export function placesText(outline: Outline, places: Set<number>): string {
  return [...places].map((at) => outline.nodes[at].span_id.slice(0, kDigits)).join(".");
}

export function placesOf(outline: Outline, text: string | null): Set<number> {
  const places = new Set<number>();
  if (text === null || text === "") return places;
  const wanted = new Set(text.split("."));
  outline.nodes.forEach(({ span_id }, at) => wanted.has(span_id.slice(0, kDigits)) && places.add(at));
  return places;
}

/** Without what hides a node: the collapsed above it, and the run it is folded in. */
export function revealed(outline: Outline, at: number, collapsed: Set<number>, unfolded: Set<number>): [Set<number>, Set<number>] {
  const open = new Set(collapsed);
  for (let above = outline.nodes[at].parent; above !== null; above = outline.nodes[above].parent) open.delete(above);
  const run = runOf(outline, at);
  return [open, run === null ? unfolded : new Set(unfolded).add(run)];
}

/** The first of the run of repeated spans that a node is in. */
export function runOf({ nodes, runs }: Outline, at: number): number | null {
  for (let first = at; first >= 0 && nodes[first].name === nodes[at].name; --first) {
    if (runs[first] > 0) return at < first + runs[first] ? first : null;
  }
  return null;
}
