import { h } from "preact";
import { isReport } from "../../../core/api";
import type { Attributes, Span } from "../../../core/shapes";
import { TraceLink } from "../../../parts/marks";
import { isFailed, Outline } from "../outline";
import { AttributeList, SearchedAttributes } from "./attributes";
import { Conversation } from "./conversation";
import { Distribution } from "./distribution";
import { Events } from "./events";
import { Facts } from "./facts";
import { Failure } from "./failure";
import { messagesOf } from "./messages";
import { Place } from "./place";
import { Section } from "./section";

interface Props {
  span: Span;
  outline: Outline;
  at: number;
  select(spanId: string): void;
}

/** Everything that is stored of a span, what matters most first. */
export function SpanDetails({ span, outline, at, select }: Props): JSX.Element {
  const messages = messagesOf(span);
  return (
    <div>
      <Facts span={span} outline={outline} at={at} />
      {isFailed(outline.nodes[at]) && <Failure span={span} />}
      {messages.length > 0 && <Section title="Conversation" count={messages.length}><Conversation messages={messages} /></Section>}
      <SearchedAttributes key={span.span_id} attributes={span.attributes} dropped={span.dropped_attributes} />
      {span.events.length > 0 && <Section title="Events" count={span.events.length}><Events span={span} /></Section>}
      {span.links.length > 0 && <Section title="Links" count={span.links.length}><Links links={span.links} /></Section>}
      <Place outline={outline} at={at} select={select} />
      {!isReport && <Section title="Same operation"><Distribution name={span.name} duration={span.duration_ns} /></Section>}
      <Group title="Resource" attributes={span.resource} />
      <Group title={`Scope ${span.scope.name} ${span.scope.version}`.trim()} attributes={span.scope.attributes} />
      <Lost span={span} />
    </div>
  );
}

function Links({ links }: { links: Span["links"] }): JSX.Element {
  return (
    <div>
      {links.map((each, index) => (
        <div key={String(index)}>→ <TraceLink id={each.trace_id} span={each.span_id} /> <AttributeList attributes={each.attributes} /></div>
      ))}
    </div>
  );
}

function Group({ title, attributes }: { title: string; attributes: Attributes }): JSX.Element {
  return <Section title={title} count={Object.keys(attributes).length} open={false}><AttributeList attributes={attributes} /></Section>;
}

/** What the exporter says that it left out. */
function Lost({ span }: { span: Span }): JSX.Element | null {
  const lost = ([["events", span.dropped_events], ["links", span.dropped_links]] as [string, number][]).filter(([, count]) => count > 0);
  if (lost.length === 0) return null;
  return <p class="dim">Its exporter dropped {lost.map(([what, count]) => `${count} ${what}`).join(" and ")}.</p>;
}
