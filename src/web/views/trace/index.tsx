import { h } from "preact";
import { Address, parameters } from "../../core/address";
import { apiPath } from "../../core/api";
import type { Trace } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";
import { Empty } from "../../parts/marks";
import { TraceBody } from "./trace_body";
import "../../style/trace.css";
import "../../style/drawer.css";

/** One trace: what became of it, its spans in time, and one of them beside. */
export function TraceView({ address }: { address: Address }): JSX.Element {
  const id = address.path[1] ?? "";
  const [joined, fix_skew] = ["joined", "fix_skew"].map((name) => address.params.get(name));
  const path = apiPath(["trace", id], parameters({ flat: true, joined, fix_skew }));
  const isAbout = (traceIds: string[]) => traceIds.some((each) => each.startsWith(id));
  return <Fetched key={path} path={path} live={isAbout} show={(traces: Trace[]) => showTraces(traces, address.params)} />;
}

/** The ID of a task may lead to several traces; the first is shown. */
function showTraces(traces: Trace[], params: URLSearchParams): JSX.Element {
  if (traces.length === 0) return <Empty text="No such trace." />;
  return <TraceBody trace={traces[0]} others={traces.slice(1)} params={params} />;
}
