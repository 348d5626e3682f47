import type { Placed } from "./paths";
import type { Node } from "./shapes";

/** A node of two trees, or of one that the other does not have. */
export interface Pair extends Placed {
  /** Indexes of nodes; null where the side does not have it. */
  base: number | null;
  head: number | null;
}

type Match = [base: number | null, head: number | null];

// Cells of the table for one list of siblings; longer ones are matched by their order among those of the same name.
const kMostCells = 250_000;

/** Matches the spans of two traces from the roots on: under spans that match, those of the same name and service in the
 *  same order. The list is in order of depth first. */
export function align(base: Node[], head: Node[]): Pair[] {
  const sides = { base: childrenOf(base), head: childrenOf(head) };
  const pairs: Pair[] = [];
  const waiting: { match: Match; parent: number | null; depth: number }[] = [];
  const push = (matches: Match[], parent: number | null, depth: number) => {
    // The last that is pushed is taken first.
    for (const match of matches.reverse()) waiting.push({ match, parent, depth });
  };
  push(matched(base, head, sides.base.roots, sides.head.roots), null, 0);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [left, right] = next.match;
    const place = pairs.push({ parent: next.parent, depth: next.depth, base: left, head: right }) - 1;
    const below = matched(base, head, left === null ? [] : sides.base.children[left], right === null ? [] : sides.head.children[right]);
    push(below, place, next.depth + 1);
  }
  return pairs;
}

function childrenOf(nodes: Node[]): { roots: number[]; children: number[][] } {
  const roots: number[] = [];
  const children: number[][] = nodes.map(() => []);
  nodes.forEach(({ parent }, index) => (parent === null ? roots : children[parent]).push(index));
  return { roots, children };
}

function matched(base: Node[], head: Node[], left: number[], right: number[]): Match[] {
  const same = (at: number, other: number) => keyOf(base[left[at]]) === keyOf(head[right[other]]);
  let first = 0;
  while (first < left.length && first < right.length && same(first, first)) ++first;
  let last = 0;
  while (last < left.length - first && last < right.length - first && same(left.length - 1 - last, right.length - 1 - last)) ++last;
  const pair = (count: number, leftAt: number, rightAt: number): Match[] =>
    Array.from({ length: count }, (_, index) => [left[leftAt + index], right[rightAt + index]]);
  const middleLeft = left.slice(first, left.length - last);
  const middleRight = right.slice(first, right.length - last);
  const middle = middleLeft.length * middleRight.length <= kMostCells ? longest(base, head, middleLeft, middleRight) : inTurn(base, head, middleLeft, middleRight);
  return [...pair(first, 0, 0), ...middle, ...pair(last, left.length - last, right.length - last)];
}

function keyOf({ name, service, missing }: Node): string {
  return missing ? "" : `${service}\n${name}`;
}

/** The longest common subsequence, and what stands between. */
function longest(base: Node[], head: Node[], left: number[], right: number[]): Match[] {
  const leftKeys = left.map((node) => keyOf(base[node]));
  const rightKeys = right.map((node) => keyOf(head[node]));
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let at = left.length - 1; at >= 0; --at) {
    for (let other = right.length - 1; other >= 0; --other) {
      lengths[at * width + other] = leftKeys[at] === rightKeys[other]
        ? lengths[(at + 1) * width + other + 1] + 1
        : Math.max(lengths[(at + 1) * width + other], lengths[at * width + other + 1]);
    }
  }
  const found: Match[] = [];
  let [at, other] = [0, 0];
  while (at < left.length || other < right.length) {
    if (at < left.length && other < right.length && leftKeys[at] === rightKeys[other]) found.push([left[at++], right[other++]]);
    else if (other === right.length || (at < left.length && lengths[(at + 1) * width + other] >= lengths[at * width + other + 1])) found.push([left[at++], null]);
    else found.push([null, right[other++]]);
  }
  return found;
}

/** The first of a name with the first, the second with the second. */
function inTurn(base: Node[], head: Node[], left: number[], right: number[]): Match[] {
  const open = new Map<string, number[]>();
  for (const node of [...left].reverse()) {
    const same = open.get(keyOf(base[node]));
    if (same === undefined) open.set(keyOf(base[node]), [node]);
    else same.push(node);
  }
  const found: Match[] = right.map((node) => [open.get(keyOf(head[node]))?.pop() ?? null, node]);
  for (const rest of open.values()) for (const node of rest.reverse()) found.push([node, null]);
  return found;
}
