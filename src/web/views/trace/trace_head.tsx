import { h } from "preact";
import * as format from "../../core/format";
import { link } from "../../core/address";
import { isReport } from "../../core/api";
import { previousAndNext } from "../../core/trace_order";
import { CopyButton, Time } from "../../parts/marks";
import type { CriticalPath } from "./critical_path";
import { Defects } from "./defects";
import { Outline, questionAbout } from "./outline";
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
        {!isReport && <JoinedLink outline={outline} />}
        <a href={link(["compare"], { base: `trace:${trace.trace_id}` })}>Compare</a>
        <Neighbours traceId={trace.trace_id} />
      </div>
      <Verdict outline={outline} longest={criticalPath?.longest ?? null} select={select} />
      <Facts outline={outline} />
      <Defects trace={trace} select={select} />
    </header>
  );
}

/** Which traces belong together is looked for in all of them: only when it is asked for. */
function JoinedLink({ outline }: { outline: Outline }): JSX.Element {
  const { trace, joined } = questionAbout(outline);
  return joined ? <a href={link(["trace", trace])}>As stored</a>
    : <a href={link(["trace", trace], { joined: true })} title="With the traces that came apart from it">With joined traces</a>;
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
    </p>
  );
}

const kMostNames = 3;

function Names({ names, one }: { names: string[]; one: string }): JSX.Element | null {
  if (names.length === 0) return null;
  const text = names.length > kMostNames ? format.counted(names.length, one) : names.join(", ");
  return <bdi class="names" title={`${one}: ${names.join(", ")}`}>{text}</bdi>;
}
