import { Interval, measured, merged, without } from "./lanes/intervals";
import type { Outline } from "./outline";

/** When a trace stood still, in order: between two spans, while none without children was at work, as the analysis `waits`
 *  has it. */
export function standstills({ nodes, start, end, behind }: Outline): Interval[] {
  const work: Interval[] = [];
  nodes.forEach((_, at) => behind[at] === at + 1 && !Number.isNaN(start[at]) && work.push([start[at], end[at]]));
  const worked = merged(work);
  if (measured(worked) === 0) return [];
  return without([worked[0][0], worked[worked.length - 1][1]], worked);
}
