import { apiPath, ask, forgetAnswers, isReport } from "./api";

/** Traces as they complete, by server-sent events. Only a server that receives spans has them. */

export type Connection = "none" | "live" | "lost";

type Listener = (traceIds: string[]) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;
let arrived: string[] = [];
let timer = 0;

// A burst of traces makes one change of the page.
const kPauseMs = 1000;

// Between two looks at a trace.
const kWatchMs = 3000;

/** Calls back with the IDs of traces that completed, at most once a second, until what is returned is called. */
export function onTraces(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Connects, and tells how that goes. A server that receives nothing is simply not live. */
export function connect(tell: (connection: Connection) => void): void {
  if (isReport || typeof EventSource === "undefined") return;
  source = new EventSource("/api/stream");
  source.onopen = () => tell("live");
  source.onerror = () => tell(source?.readyState === EventSource.CLOSED ? "none" : "lost");
  source.addEventListener("trace", (event) => {
    arrive((JSON.parse((event as MessageEvent<string>).data) as { trace_id: string }).trace_id);
  });
}

/** Tells of a trace also when spans are added before it completes, or afterwards, of which the stream says nothing, until
 *  what is returned is called. */
export function watchTrace(id: string): () => void {
  const path = apiPath(["query", "traces"], new URLSearchParams({ trace: id }));
  let before: string | undefined;
  const look = async () => {
    if (source?.readyState !== EventSource.OPEN || document.hidden) return;
    const now = JSON.stringify((await ask(path)).value);
    if (before !== undefined && now !== before) arrive(id);
    before = now;
  };
  // That the server cannot be reached is told by the stream.
  const watch = setInterval(() => look().catch(() => undefined), kWatchMs);
  return () => clearInterval(watch);
}

function arrive(id: string): void {
  arrived.push(id);
  if (timer === 0) timer = window.setTimeout(publish, kPauseMs);
}

function publish(): void {
  const ids = arrived;
  arrived = [];
  timer = 0;
  forgetAnswers();
  for (const listener of listeners) listener(ids);
}
