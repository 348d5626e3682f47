import { percentile } from "../../core/percentile";
import type { Row } from "../../core/shapes";

/** Who hands work to whom. */
export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** How many had no room and are one node together. */
  folded: number;
}

export interface GraphNode {
  name: string;
  kind: "agent" | "worker" | "service" | "nobody" | "others";
}

export interface GraphEdge {
  /** Indexes of nodes. */
  from: number;
  to: number;
  count: number;
  failures: number;
  queueP50: number | null;
  queueP95: number | null;
  workP50: number | null;
}

/** A hand-over, or many of the same. */
export interface Call {
  from: GraphNode;
  to: GraphNode;
  count: number;
  failed: boolean;
  queueNs: number | null;
  workNs: number | null;
}

// More cannot be told apart on a screen.
const kMostNodes = 60;
const kNobody: GraphNode = { name: "nobody took it", kind: "nobody" };

/** The calls of rows of `hops`. `failed` holds the IDs of spans of workers that failed. */
export function callsOfHops(hops: Row[], failed: Set<string>): Call[] {
  return hops.map((hop) => ({ from: senderOf(hop), to: takerOf(hop), count: 1, failed: failed.has(String(hop.worker_span_id)), queueNs: nsOf(hop, "queue_ns"), workNs: nsOf(hop, "work_ns") }));
}

export function senderOf({ sender }: Row): GraphNode {
  return { name: typeof sender === "string" && sender !== "" ? sender : "(unknown sender)", kind: "agent" };
}

export function takerOf({ worker_id, worker_span_id }: Row): GraphNode {
  if (worker_span_id === null) return kNobody;
  return { name: typeof worker_id === "string" && worker_id !== "" ? worker_id : "(unnamed worker)", kind: "worker" };
}

function nsOf(row: Row, column: string): number | null {
  const value = row[column];
  return typeof value === "number" ? value : null;
}

export interface Dependency {
  parent: string;
  child: string;
  callCount: number;
}

export function callsOfServices(dependencies: Dependency[]): Call[] {
  const service = (name: string): GraphNode => ({ name, kind: "service" });
  return dependencies.map(({ parent, child, callCount }) => ({ from: service(parent), to: service(child), count: callCount, failed: false, queueNs: null, workNs: null }));
}

/** Adds calls up; the nodes with the most calls first, those that have no room in one. */
export function graphOf(calls: Call[]): Graph {
  const { nodes, numbers, folded } = nodesOf(calls);
  const sums = new Map<string, { edge: GraphEdge; queues: number[]; works: number[] }>();
  for (const { from, to, count, failed, queueNs, workNs } of calls) {
    const [left, right] = [numberOf(numbers, nodes, from), numberOf(numbers, nodes, to)];
    const key = `${left}:${right}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = { edge: { from: left, to: right, count: 0, failures: 0, queueP50: null, queueP95: null, workP50: null }, queues: [], works: [] };
      sums.set(key, sum);
    }
    sum.edge.count += count;
    if (failed) sum.edge.failures += count;
    if (queueNs !== null) sum.queues.push(queueNs);
    if (workNs !== null) sum.works.push(workNs);
  }
  return { nodes, edges: [...sums.values()].map(measured), folded };
}

function measured({ edge, queues, works }: { edge: GraphEdge; queues: number[]; works: number[] }): GraphEdge {
  queues.sort((left, right) => left - right);
  works.sort((left, right) => left - right);
  return { ...edge, queueP50: percentile(queues, 0.5), queueP95: percentile(queues, 0.95), workP50: percentile(works, 0.5) };
}

function nodesOf(calls: Call[]): { nodes: GraphNode[]; numbers: Map<string, number>; folded: number } {
  const known = new Map<string, { node: GraphNode; calls: number }>();
  for (const { from, to, count } of calls) {
    for (const node of [from, to]) {
      const found = known.get(node.name) ?? { node, calls: 0 };
      found.calls += count;
      known.set(node.name, found);
    }
  }
  const sorted = [...known.values()].sort((left, right) => right.calls - left.calls).map(({ node }) => node);
  const folded = sorted.length > kMostNodes ? sorted.length - kMostNodes + 1 : 0;
  const nodes = sorted.slice(0, sorted.length - folded);
  if (folded > 0) nodes.push({ name: `${folded} others`, kind: "others" });
  return { nodes, numbers: new Map(nodes.map(({ name }, index) => [name, index])), folded };
}

/** Those without a node of their own are in the last one. */
function numberOf(numbers: Map<string, number>, nodes: GraphNode[], { name }: GraphNode): number {
  return numbers.get(name) ?? nodes.length - 1;
}
