import { forgetAnswers, isReport } from "./api";

/** Traces as they complete, by server-sent events. Only a server that receives spans has them. */

export type Connection = "none" | "live" | "lost";

type Listener = (traceIds: string[]) => void;

const listeners = new Set<Listener>();
let source: EventSource | null = null;
let arrived: string[] = [];
let timer = 0;

// A burst of traces makes one change of the page.
const kPauseMs = 1000;

/** Calls back with the IDs of traces that completed, at most once a second, until what is returned is called. */
export function onTraces(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Connects, and tells how that goes. A server without a stream is simply not live. */
export function connect(tell: (connection: Connection) => void): void {
  if (isReport || typeof EventSource === "undefined") return;
  source = new EventSource("/api/stream");
  source.onopen = () => tell("live");
  source.onerror = () => tell(source?.readyState === EventSource.CLOSED ? "none" : "lost");
  source.addEventListener("trace", (event) => {
    const { trace_id } = JSON.parse((event as MessageEvent<string>).data) as { trace_id: string };
    arrived.push(trace_id);
    if (timer === 0) timer = window.setTimeout(publish, kPauseMs);
  });
}

function publish(): void {
  const ids = arrived;
  arrived = [];
  timer = 0;
  forgetAnswers();
  for (const listener of listeners) listener(ids);
}
