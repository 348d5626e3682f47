import { h } from "preact";
import * as format from "../../core/format";
import { link, parameters } from "../../core/address";
import { apiPath } from "../../core/api";
import type { Row } from "../../core/shapes";
import { previousAndNext } from "../../core/trace_order";
import { Fetched } from "../../parts/fetched";
import { CopyButton, Time, TraceLink } from "../../parts/marks";
import type { CriticalPath } from "./critical_path";
import { Defects } from "./defects";
import type { Outline } from "./outline";
import { Verdict } from "./verdict";

interface Props {
  outline: Outline;
  criticalPath: CriticalPath | null;
  select(spanId: string): void;
}

/** What a trace is, and first of all what became of it. */
export function TraceHead({ outline, criticalPath, select }: Props): JSX.Element {
  const { trace } = outline;
  return (
    <header class="trace-head">
      <div class="title">
        <h1><bdi>{trace.name}</bdi></h1>
        <span class="id dim" title={trace.trace_id}>{format.shortId(trace.trace_id)}</span>
        <CopyButton label="Copy ID" text={() => trace.trace_id} />
        <Neighbours traceId={trace.trace_id} />
      </div>
      <Verdict outline={outline} longest={criticalPath?.longest ?? null} select={select} />
      <Facts outline={outline} />
      <Defects trace={trace} select={select} />
    </header>
  );
}

function Neighbours({ traceId }: { traceId: string }): JSX.Element {
  const { previous, next } = previousAndNext(traceId);
  return (
    <span class="neighbours">
      {previous !== null && <a href={link(["trace", previous])} title="Previous trace of the list ([)">‹ previous</a>}
      {next !== null && <a href={link(["trace", next])} title="Next trace of the list (])">next ›</a>}
    </span>
  );
}

function Facts({ outline: { trace } }: { outline: Outline }): JSX.Element {
  return (
    <p class="trace-facts">
      <b>{format.duration(trace.duration_ns)}</b>
      <span>{format.counted(trace.spans, "span")}</span>
      <Time ns={trace.start_ns} />
      <Names names={trace.agents} one="agent" />
      <Names names={trace.services} one="service" />
      <Fetched path={apiPath(["query", "joins"], parameters({ trace: trace.trace_id }))} optional waiting={null} show={(rows: Row[]) => <Joins rows={rows} traceId={trace.trace_id} />} />
    </p>
  );
}

const kMostNames = 3;

function Names({ names, one }: { names: string[]; one: string }): JSX.Element | null {
  if (names.length === 0) return null;
  const text = names.length > kMostNames ? format.counted(names.length, one) : names.join(", ");
  return <bdi class="names" title={`${one}: ${names.join(", ")}`}>{text}</bdi>;
}

function Joins({ rows, traceId }: { rows: Row[]; traceId: string }): JSX.Element {
  return (
    <span class="joins">
      {rows.slice(0, 5).map((row) => {
        const isSent = row.trace_id === traceId;
        const [id, span] = isSent ? [row.parent_trace_id, row.parent_span_id] : [row.trace_id, row.span_id];
        const why = `A trace of its own that belongs ${isSent ? "below another one" : "to this one"}, by ${String(row.rule)}`;
        return <span key={String(id)} title={why}>{isSent ? "sent by trace" : "sent trace"} <TraceLink id={String(id)} span={span === null ? null : String(span)} /></span>;
      })}
    </span>
  );
}
