import type { Node, Row, Trace } from "../../../core/shapes";
import { BlockRows, Extent } from "../../../parts/block_rows";
import { Interval, measured, merged, without } from "./intervals";

/** A worker, an agent, or the service of spans that name neither. Times are nanoseconds since the trace began. */
export interface Lane {
  name: string;
  isService: boolean;
  /** Its rows: spans at the same time stand below each other. */
  first: number;
  rows: number;
  spans: number;
  failures: number;
  /** While some span of it did more than wait for other lanes. */
  busyNs: number;
  waitNs: number;
}

export interface LaneBlock extends Extent {
  node: number;
  lane: number;
}

/** A wait: of a span for others, in its row; or of work in a queue, before the span that took it. */
export interface Wait extends Extent {
  inQueue: boolean;
}

/** From a message to the span that took it. */
export interface Arrow {
  from: number;
  to: number;
  /** When it left, in the row of the block `from`. */
  sentNs: number;
}

export interface LaneLayout {
  lanes: Lane[];
  blocks: LaneBlock[];
  rows: BlockRows;
  waits: Wait[];
  waitRows: BlockRows;
  arrows: Arrow[];
  /** Of each node its block; -1 when it has no time. */
  blockOf: Int32Array;
}

// More at the same time lie over each other in the last row.
const kMostRows = 48;

/** Lays a trace out by who did what when. `hops` are the rows of the analysis of that name. */
export function laneLayout(trace: Trace, hops: Row[]): LaneLayout {
  const { lanes, laneOf } = lanesOf(trace.nodes);
  const { blocks, blockOf } = blocksOf(trace, lanes, laneOf);
  const waits = waitsForOthers(trace.nodes, blocks, blockOf, lanes);
  const { arrows, queues } = handOffs(trace.nodes, hops, blocks, blockOf);
  waits.push(...queues);
  const rows = lanes.reduce((sum, lane) => sum + lane.rows, 0);
  return { lanes, blocks, rows: new BlockRows(blocks, rows), waits, waitRows: new BlockRows(waits, rows), arrows, blockOf };
}

/** Spans that name nobody are of who is above them; under nobody, of their service. */
function lanesOf(nodes: Node[]): { lanes: Lane[]; laneOf: Int32Array } {
  const lanes: Lane[] = [];
  const numbers = new Map<string, number>();
  const laneOf = new Int32Array(nodes.length);
  nodes.forEach(({ actor, service, parent }, index) => {
    if (actor === "" && parent !== null && !lanes[laneOf[parent]].isService) return (laneOf[index] = laneOf[parent]);
    const isService = actor === "";
    const key = `${isService}:${isService ? service : actor}`;
    let lane = numbers.get(key);
    if (lane === undefined) {
      lane = lanes.push({ name: isService ? service : actor, isService, first: 0, rows: 0, spans: 0, failures: 0, busyNs: 0, waitNs: 0 }) - 1;
      numbers.set(key, lane);
    }
    return (laneOf[index] = lane);
  });
  return { lanes, laneOf };
}

function blocksOf(trace: Trace, lanes: Lane[], laneOf: Int32Array): { blocks: LaneBlock[]; blockOf: Int32Array } {
  const { nodes } = trace;
  const blocks: LaneBlock[] = [];
  const blockOf = new Int32Array(nodes.length).fill(-1);
  const ends: number[][] = lanes.map(() => []);
  for (const node of inOrderOfStart(nodes)) {
    const { start_ns, duration_ns, parent, evidence } = nodes[node];
    const lane = laneOf[node];
    const from = (start_ns as number) - trace.start_ns;
    const to = from + (duration_ns ?? 0);
    const above = parent !== null && laneOf[parent] === lane && blockOf[parent] >= 0 ? blocks[blockOf[parent]].row + 1 : 0;
    const row = freeRow(ends[lane], above, from);
    ends[lane][row] = Math.max(ends[lane][row] ?? 0, to);
    blockOf[node] = blocks.push({ node, lane, row, from, to }) - 1;
    ++lanes[lane].spans;
    if (evidence.length > 0) ++lanes[lane].failures;
  }
  stackLanes(lanes, ends);
  for (const block of blocks) block.row += lanes[block.lane].first;
  return { blocks, blockOf };
}

function inOrderOfStart(nodes: Node[]): number[] {
  const timed = [...nodes.keys()].filter((node) => nodes[node].start_ns !== null);
  const start = (node: number) => nodes[node].start_ns as number;
  // Parents stand before their children in the list, so that they stay above those that begin with them.
  return timed.sort((left, right) => start(left) - start(right) || left - right);
}

function freeRow(ends: number[], above: number, from: number): number {
  let row = Math.min(above, kMostRows - 1);
  while (row < kMostRows - 1 && (ends[row] ?? -Infinity) > from) ++row;
  return row;
}

function stackLanes(lanes: Lane[], ends: number[][]): void {
  let first = 0;
  lanes.forEach((lane, index) => {
    lane.first = first;
    lane.rows = Math.max(1, ends[index].length);
    first += lane.rows;
  });
}

/** While a span only waits for what it asked of other lanes. What is left of it makes its lane busy. */
function waitsForOthers(nodes: Node[], blocks: LaneBlock[], blockOf: Int32Array, lanes: Lane[]): Wait[] {
  const asked: Interval[][] = blocks.map(() => []);
  for (const { node, lane, from, to } of blocks) {
    const { parent } = nodes[node];
    const above = parent === null ? -1 : blockOf[parent];
    if (above >= 0 && blocks[above].lane !== lane) asked[above].push([Math.max(from, blocks[above].from), Math.min(to, blocks[above].to)]);
  }
  const waits: Wait[] = [];
  const busy: Interval[][] = lanes.map(() => []);
  const waiting: Interval[][] = lanes.map(() => []);
  blocks.forEach(({ row, lane, from, to }, index) => {
    const others = merged(asked[index]);
    for (const other of others) {
      waits.push({ row, from: other[0], to: other[1], inQueue: false });
      waiting[lane].push(other);
    }
    for (const work of without([from, to], others)) busy[lane].push(work);
  });
  lanes.forEach((lane, index) => {
    const work = merged(busy[index]);
    lane.busyNs = measured(work);
    lane.waitNs = measured(merged([...work, ...waiting[index]])) - lane.busyNs;
  });
  return waits;
}

function handOffs(nodes: Node[], hops: Row[], blocks: LaneBlock[], blockOf: Int32Array): { arrows: Arrow[]; queues: Wait[] } {
  const arrows: Arrow[] = [];
  const queues: Wait[] = [];
  if (hops.length === 0) return { arrows, queues };
  const blockOfSpan = new Map(blocks.map(({ node }, index) => [nodes[node].span_id, index]));
  for (const { span_id, worker_span_id, queue_ns } of hops) {
    const to = blockOfSpan.get(String(worker_span_id));
    if (to === undefined) continue;
    const { parent } = nodes[blocks[to].node];
    const from = blockOfSpan.get(String(span_id)) ?? (parent === null ? -1 : blockOf[parent]);
    if (from < 0) continue;
    // Without a message the work is handed over as it begins.
    arrows.push({ from, to, sentNs: span_id === null ? blocks[to].from : blocks[from].to });
    const { row, from: taken } = blocks[to];
    if (typeof queue_ns === "number" && queue_ns > 0) queues.push({ row, from: taken - queue_ns, to: taken, inQueue: true });
  }
  return { arrows, queues };
}
