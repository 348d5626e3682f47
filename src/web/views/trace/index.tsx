import { h } from "preact";
import type { Address } from "../../core/address";
import { TraceColumns, traceColumnsPath, traceOf } from "../../core/trace_columns";
import { Fetched } from "../../parts/fetched";
import { TraceBody } from "./trace_body";
import "../../style/trace.css";
import "../../style/drawer.css";

/** One trace: what became of it, its spans in time, and one of them beside. */
export function TraceView({ address: { path: [, id = ""], params } }: { address: Address }): JSX.Element {
  const path = traceColumnsPath(id, params.get("joined"), params.get("fix_skew"));
  return <Fetched key={path} path={path} live={id} show={(answer: TraceColumns) => <TraceBody trace={traceOf(answer)} params={params} />} />;
}
