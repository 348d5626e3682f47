import type { Node, Trace } from "../../core/shapes";

/** What is computed once of a trace, so that scrolling and zooming ask for nothing that grows with it. */
export interface Outline {
  trace: Trace;
  nodes: Node[];
  /** Nanoseconds since the first start; NaN where it is not known. */
  start: Float64Array;
  /** As `start`; that of the last end for spans that have none. */
  end: Float64Array;
  /** Of each node, the index behind the last one below it. */
  behind: Int32Array;
  /** The length of a run of repeated spans at its first; 0 elsewhere. */
  runs: Int32Array;
  /** Where the failures are. */
  failures: number[];
  /** When the trace begins, since 1970, and how long it is, but for traces without a length. */
  origin: number;
  extent: number;
}

// A trace of no length is drawn as one of some.
const kLeastExtent = 100;

const outlines = new WeakMap<Trace, Outline>();

/** The outline of a trace, computed the first time it is asked for. */
export function outlineOf(trace: Trace): Outline {
  let outline = outlines.get(trace);
  if (outline === undefined) outlines.set(trace, (outline = compute(trace)));
  return outline;
}

function compute(trace: Trace): Outline {
  const { nodes } = trace;
  const [origin, last] = endsOf(nodes, trace);
  const start = new Float64Array(nodes.length);
  const end = new Float64Array(nodes.length);
  const failures: number[] = [];
  nodes.forEach((node, at) => {
    start[at] = node.start_ns === null ? NaN : node.start_ns - origin;
    end[at] = node.start_ns === null ? NaN : node.duration_ns === null ? last - origin : start[at] + node.duration_ns;
    if (isFailed(node)) failures.push(at);
  });
  const behind = behindOf(nodes);
  const outline = { trace, nodes, start, end, behind, failures, origin, extent: Math.max(kLeastExtent, last - origin) };
  return { ...outline, runs: runsOf(nodes, behind) };
}

const places = new WeakMap<Outline, Map<string, number>>();

/** Where a span is, of several with one ID the first. The first question takes as long as the trace has spans. */
export function placeOf(outline: Outline, spanId: string | null): number | undefined {
  if (spanId === null) return undefined;
  let known = places.get(outline);
  if (known === undefined) {
    known = new Map();
    for (let at = outline.nodes.length - 1; at >= 0; --at) known.set(outline.nodes[at].span_id, at);
    places.set(outline, known);
  }
  return known.get(spanId);
}

/** Whether there is evidence that it failed. */
export function isFailed(node: Node): boolean {
  return node.evidence.length > 0;
}

function endsOf(nodes: Node[], trace: Trace): [number, number] {
  let [first, last] = [trace.start_ns, trace.end_ns];
  for (const { start_ns, duration_ns } of nodes) {
    if (start_ns === null) continue;
    first = Math.min(first, start_ns);
    last = Math.max(last, start_ns + (duration_ns ?? 0));
  }
  return [first, last];
}

function behindOf(nodes: Node[]): Int32Array {
  const behind = new Int32Array(nodes.length);
  for (let at = nodes.length - 1; at >= 0; --at) {
    behind[at] = Math.max(behind[at], at + 1);
    const { parent } = nodes[at];
    if (parent !== null) behind[parent] = Math.max(behind[parent], behind[at]);
  }
  return behind;
}

// As the terminal output folds them: a row for fewer would hide more than it spares.
const kFewestFolded = 5;

function runsOf(nodes: Node[], behind: Int32Array): Int32Array {
  const runs = new Int32Array(nodes.length);
  for (let first = 0; first < nodes.length;) {
    let end = first + 1;
    if (isPlain(nodes[first], behind[first] - first)) {
      while (end < nodes.length && isPlain(nodes[end], behind[end] - end) && areAlike(nodes[first], nodes[end])) ++end;
    }
    if (end - first >= kFewestFolded) runs[first] = end - first;
    first = end;
  }
  return runs;
}

/** Whether nothing about it is worth a row of its own when its neighbours are the same. */
function isPlain(node: Node, size: number): boolean {
  return size === 1 && !isFailed(node) && !node.matched && !node.missing && !node.cycle_cut && !node.duplicate_id &&
    !node.outside_parent && node.joined_trace_id === null && node.duration_ns !== null;
}

function areAlike(left: Node, right: Node): boolean {
  return left.parent === right.parent && left.name === right.name && left.role === right.role &&
    left.detail === right.detail && left.actor === right.actor && left.service === right.service;
}

/** What a question about the trace is asked with, so that it is about what is shown. */
export function questionAbout({ trace, nodes }: Outline): { trace: string; joined: boolean } {
  return { trace: trace.trace_id, joined: nodes.some(({ joined_trace_id }) => joined_trace_id !== null) };
}

/** The trace that a span is stored under: another one below a place where traces were joined. */
export function traceIdOf(outline: Outline, at: number): string {
  for (let above: number | null = at; above !== null; above = outline.nodes[above].parent) {
    const { joined_trace_id } = outline.nodes[above];
    if (joined_trace_id !== null) return joined_trace_id;
  }
  return outline.trace.trace_id;
}

/** What a node is called: its name, or what stands in its place. */
export function nodeName(node: Node): string {
  return node.missing ? "missing parent" : node.name === "" ? "(no name)" : node.name;
}
