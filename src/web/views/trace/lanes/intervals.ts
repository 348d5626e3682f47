/** Parts of time, as pairs of their ends. */
export type Interval = [number, number];

/** What they cover together, in order. */
export function merged(intervals: Interval[]): Interval[] {
  const found: Interval[] = [];
  for (const [from, to] of [...intervals].sort((left, right) => left[0] - right[0])) {
    const last = found[found.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else if (to > from) found.push([from, to]);
  }
  return found;
}

/** What others, merged and inside, leave of one. */
export function without([from, to]: Interval, others: Interval[]): Interval[] {
  const left: Interval[] = [];
  let at = from;
  for (const [otherFrom, otherTo] of others) {
    if (otherFrom > at) left.push([at, otherFrom]);
    at = otherTo;
  }
  if (to > at) left.push([at, to]);
  return left;
}

/** The length of merged ones. */
export function measured(intervals: Interval[]): number {
  return intervals.reduce((sum, [from, to]) => sum + (to - from), 0);
}
