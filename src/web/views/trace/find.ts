import type { Node } from "../../core/shapes";
import type { Outline } from "./outline";

// Lower-case texts of all nodes, made at the first search of a trace.
const texts = new WeakMap<Outline, string[]>();

function textOf(node: Node): string {
  return [node.name, node.service, node.role, node.actor, node.detail, node.status_message, node.span_id].join("\n").toLowerCase();
}

/** The nodes in which a text occurs, whatever its case: in the name, service, role, worker or agent, what it works on,
 *  the message of its status, or its ID. */
export function findInTrace(outline: Outline, text: string): number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  let known = texts.get(outline);
  if (known === undefined) texts.set(outline, (known = outline.nodes.map(textOf)));
  const found: number[] = [];
  known.forEach((each, at) => each.includes(wanted) && found.push(at));
  return found;
}

/** The first of `places`, which ascend, that lies behind `at`, or before it; beyond the last comes the first again. */
export function nextOf(places: number[], at: number, step: 1 | -1): number | undefined {
  if (step > 0) return places.find((place) => place > at) ?? places[0];
  for (let each = places.length - 1; each >= 0; --each) if (places[each] < at) return places[each];
  return places[places.length - 1];
}
