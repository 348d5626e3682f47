import { Named, sortSiblings } from "./paths";
import type { AggregatedNode, AggregatedTree } from "./shapes";

/** A path of two aggregated trees, and the time it takes in a trace of each. */
export interface Difference extends Named {
  missing: boolean;
  base: AggregatedNode | null;
  head: AggregatedNode | null;
  /** The mean of all traces of the side: 0 where the path is not. */
  baseNs: number;
  headNs: number;
}

/** Matches two trees by their paths; of siblings those first that changed most. */
export function differences(base: AggregatedTree, head: AggregatedTree): Difference[] {
  const found: Difference[] = [];
  const places = new Map<string, number>();
  for (const side of ["base", "head"] as const) {
    const tree = side === "base" ? base : head;
    const placeOf = new Int32Array(tree.nodes.length);
    tree.nodes.forEach((node, index) => {
      const parent = node.parent === null ? null : placeOf[node.parent];
      const key = `${parent}:${node.missing}:${node.role}:${node.name}`;
      let place = places.get(key);
      if (place === undefined) {
        place = found.push(noDifference(node, parent)) - 1;
        places.set(key, place);
      }
      placeOf[index] = place;
      found[place][side] = node;
      found[place][side === "base" ? "baseNs" : "headNs"] = node.total_ns / Math.max(1, tree.traces);
    });
  }
  return sortSiblings(found, (left, right) => changeOf(right) - changeOf(left));
}

function noDifference({ name, role, missing, depth }: AggregatedNode, parent: number | null): Difference {
  return { parent, depth, name, role, missing, base: null, head: null, baseNs: 0, headNs: 0 };
}

function changeOf({ baseNs, headNs }: Difference): number {
  return Math.abs(headNs - baseNs);
}
