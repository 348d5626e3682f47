import { h } from "preact";
import { link } from "../../core/address";
import { apiPath } from "../../core/api";
import { AttributeChange, attributeChanges } from "../../core/attribute_changes";
import * as format from "../../core/format";
import type { Attributes, Node, Span } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";
import { RoleMark } from "../../parts/marks";
import { durationText } from "../../parts/path_table";
import type { Sides } from "./traces";

interface Props extends Sides {
  /** The IDs of the traces. */
  base: string;
  head: string;
  close(): void;
}

/** The spans of a row, and what differs between them. */
export function SpanPair({ base, head, before, after, close }: Props): JSX.Element {
  const { name, role } = (after ?? before) as Node;
  return (
    <aside class="span-pair" aria-label="What differs between the two spans">
      <div class="head">
        <h2><RoleMark role={role} /> <bdi>{name.slice(0, kMostLetters)}</bdi></h2>
        <button type="button" class="quiet" aria-label="Close" onClick={close}>×</button>
      </div>
      <p class="sentence">{before && <SpanLink label="Before" trace={base} node={before} />} {after && <SpanLink label="After" trace={head} node={after} />}</p>
      {before === null || after === null
        ? <p class="sentence">Only {before === null ? "after" : "before"}: there is nothing to compare it with.</p>
        : before.missing || after.missing
        ? <p class="sentence">A parent that is named but not stored.</p>
        : (
          <Fetched path={apiPath(["span", base, before.span_id])} show={([left]: Span[]) => (
            <Fetched path={apiPath(["span", head, after.span_id])} show={([right]: Span[]) => <Differences before={left} after={right} />} />
          )} />
        )}
    </aside>
  );
}

function SpanLink({ label, trace, node }: { label: string; trace: string; node: Node }): JSX.Element {
  return <span>{label}: <a class="id" href={link(["trace", trace], { span: node.span_id })}>{format.shortId(node.span_id)}</a> {durationText(node.duration_ns)}</span>;
}

function Differences({ before, after }: { before: Span; after: Span }): JSX.Element {
  const groups: [string, AttributeChange[]][] = [
    ["Span", attributeChanges(factsOf(before), factsOf(after))],
    ["Attributes", attributeChanges(before.attributes, after.attributes)],
    ["Resource", attributeChanges(before.resource, after.resource)],
  ];
  const changed = groups.filter(([, changes]) => changes.length > 0);
  if (changed.length === 0) return <p class="sentence">Status, attributes and resource are the same.</p>;
  return (
    <table>
      <thead><tr><th scope="col">What</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
      {changed.map(([title, changes]) => (
        <tbody key={title}>
          <tr class="group"><th scope="rowgroup" colSpan={3}>{title}</th></tr>
          {changes.map((change) => <ChangeRow key={change.key} change={change} />)}
        </tbody>
      ))}
    </table>
  );
}

/** What a span says beside its attributes. */
function factsOf({ status, status_message, error_message, evidence, service, kind, events, links }: Span): Attributes {
  return {
    status, "status message": status_message ?? error_message ?? "", failed: evidence.join(", "), service, kind,
    events: events.map(({ name }) => name).join(", "), links: links.length,
  };
}

function ChangeRow({ change: { key, before, after } }: { change: AttributeChange }): JSX.Element {
  const mark = before === undefined ? "+" : after === undefined ? "−" : "≠";
  return <tr><th scope="row"><span aria-hidden="true">{mark}</span> {key}</th><Value text={before} /><Value text={after} /></tr>;
}

// Prompts are read in the trace, not here.
const kMostLetters = 600;

function Value({ text }: { text: string | undefined }): JSX.Element {
  if (text === undefined) return <td class="dim">not set</td>;
  return <td title={text.slice(0, 4000)}>{text === "" ? <span class="dim">empty</span> : text.length > kMostLetters ? `${text.slice(0, kMostLetters)}…` : text}</td>;
}
