/** The order of the list that a trace was opened from, so that the trace view can go to its neighbours. It lasts as long
 *  as the tab. */

const kKey = "tracewh-trace-order";

export interface Neighbours {
  previous: string | null;
  next: string | null;
}

/** Remembers the traces of a list in the order in which they are shown. */
export function rememberOrder(traceIds: string[]): void {
  try {
    sessionStorage.setItem(kKey, [...new Set(traceIds)].join(" "));
  } catch {
    // A browser may keep nothing for files and private windows; a trace then has no neighbours.
  }
}

/** The traces before and after one in the list that was remembered last. */
export function previousAndNext(traceId: string): Neighbours {
  const order = remembered();
  const at = order.indexOf(traceId);
  if (at < 0) return { previous: null, next: null };
  return { previous: order[at - 1] ?? null, next: order[at + 1] ?? null };
}

function remembered(): string[] {
  try {
    return (sessionStorage.getItem(kKey) ?? "").split(" ").filter((id) => id !== "");
  } catch {
    return [];
  }
}
