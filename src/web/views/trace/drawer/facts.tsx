import { h } from "preact";
import * as format from "../../../core/format";
import type { Span } from "../../../core/shapes";
import { CopyButton, Time } from "../../../parts/marks";
import { notesOf } from "../notes";
import { callFacts } from "./call_facts";
import type { Outline } from "../outline";

/** What a span is, in a few lines. */
export function Facts({ span, outline, at }: { span: Span; outline: Outline; at: number }): JSX.Element {
  const node = outline.nodes[at];
  const about = [node.actor, node.detail].filter((text) => text !== "").join(" · ");
  return (
    <dl class="span-facts">
      <Fact name="time">{timeText(span, outline, at)}</Fact>
      <Fact name="begins"><span>{span.start_ns === null ? null : `+${format.duration(outline.start[at])} · `}<Time ns={span.start_ns} /></span></Fact>
      <Fact name="is"><span>{span.role}{about === "" ? "" : ", "}<bdi>{about}</bdi></span></Fact>
      <Fact name="service"><span><bdi>{span.service === "" ? "unknown" : span.service}</bdi> <span class="dim">{span.kind}</span></span></Fact>
      {callFacts(span).map(([name, text]) => <Fact key={name} name={name}><bdi>{text}</bdi></Fact>)}
      <Fact name="status"><span>{span.status}{span.trace_state === null || span.trace_state === "" ? null : <bdi class="dim"> · {span.trace_state}</bdi>}</span></Fact>
      {notesOf(node).map(([note, why]) => <Fact key={note} name={note}><span class="warned">{why}</span></Fact>)}
      <Fact name="span ID"><span><span class="id">{span.span_id}</span> <CopyButton text={() => span.span_id} /><CopyButton label="Copy as JSON" text={() => JSON.stringify(span, null, 2)} /></span></Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children?: JSX.Element[] }): JSX.Element {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function timeText(span: Span, outline: Outline, at: number): string {
  if (span.duration_ns === null) return "unfinished: it began, and its end never came";
  const { self_ns } = outline.nodes[at];
  const self = self_ns === null || self_ns === span.duration_ns ? "" : `, ${format.duration(self_ns)} of it its own`;
  return `${format.duration(span.duration_ns)}${self} · ${format.percent(span.duration_ns / outline.extent)} of the trace`;
}
