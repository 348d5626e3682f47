import { sortSiblings } from "./paths";
import { percentile } from "./percentile";
import type { AggregatedNode, AggregatedTree, Node, Trace } from "./shapes";

interface Group {
  node: AggregatedNode;
  durations: number[];
  children: Map<string, number>;
}

/** A trace as an aggregated tree: spans of the same names from the root on are one group. */
export function mergedTrace(trace: Trace): AggregatedTree {
  const groups: Group[] = [];
  const roots = new Map<string, number>();
  const groupOf = new Int32Array(trace.nodes.length);
  trace.nodes.forEach((span, index) => {
    const parent = span.parent === null ? null : groupOf[span.parent];
    const siblings = parent === null ? roots : groups[parent].children;
    const key = `${span.missing}:${span.role}:${span.name}`;
    let group = siblings.get(key);
    if (group === undefined) {
      group = groups.push(emptyGroup(span, parent)) - 1;
      siblings.set(key, group);
    }
    groupOf[index] = group;
    add(groups[group], span);
  });
  const nodes = groups.map(summed);
  const whole = nodes.reduce((sum, { parent, total_ns }) => sum + (parent === null ? total_ns : 0), 0);
  for (const node of nodes) node.share = whole > 0 ? node.total_ns / whole : 0;
  return { traces: 1, spans: trace.spans, nodes: sortSiblings(nodes, (left, right) => right.total_ns - left.total_ns) };
}

function emptyGroup(span: Node, parent: number | null): Group {
  const node = {
    parent, depth: span.depth, name: span.name, role: span.role, count: 0, errors: 0, unfinished: 0, finished: 0,
    total_ns: 0, self_ns: 0, p50_ns: null, p95_ns: null, max_ns: null, share: 0, missing: span.missing,
  };
  return { node, durations: [], children: new Map() };
}

function add({ node, durations }: Group, span: Node): void {
  ++node.count;
  if (span.evidence.length > 0) ++node.errors;
  if (span.duration_ns === null) {
    if (!span.missing) ++node.unfinished;
    return;
  }
  ++node.finished;
  node.total_ns += span.duration_ns;
  node.self_ns += span.self_ns ?? 0;
  durations.push(span.duration_ns);
}

function summed({ node, durations }: Group): AggregatedNode {
  durations.sort((left, right) => left - right);
  node.p50_ns = percentile(durations, 0.5);
  node.p95_ns = percentile(durations, 0.95);
  node.max_ns = percentile(durations, 1);
  return node;
}
