import { Component, h } from "preact";
import * as format from "../../../core/format";
import { FailureMark, RoleMark } from "../../../parts/marks";
import { isFailed, nodeName, Outline } from "../outline";
import { Section } from "./section";

interface Props {
  outline: Outline;
  at: number;
  select(spanId: string): void;
}

const kFewestShown = 8;

/** Where a span stands in its trace: what it is part of, what is part of it, and its like. */
export class Place extends Component<Props, { all: boolean }> {
  state = { all: false };

  componentWillReceiveProps(next: Props): void {
    if (next.at !== this.props.at) this.setState({ all: false });
  }

  render({ outline, at, select }: Props, { all }: { all: boolean }): JSX.Element {
    const { parent } = outline.nodes[at];
    const children = childrenOf(outline, at);
    const shown = all ? children : children.slice(0, kFewestShown);
    return (
      <Section title="Place in the trace">
        {parent !== null && <Beside title="parent" outline={outline} at={parent} select={select} />}
        {sameName(outline, at).map(([title, place]) => <Beside key={title} title={title} outline={outline} at={place} select={select} />)}
        {shown.map((child, index) => <Beside key={String(child)} title={index === 0 ? "children" : ""} outline={outline} at={child} select={select} />)}
        {shown.length < children.length && (
          <button type="button" class="quiet" onClick={() => this.setState({ all: true })}>{format.count(children.length - shown.length)} more children</button>
        )}
      </Section>
    );
  }
}

function Beside({ title, outline, at, select }: { title: string; outline: Outline; at: number; select(spanId: string): void }): JSX.Element {
  const node = outline.nodes[at];
  return (
    <div class="relative">
      <span class="dim">{title}</span>
      <button type="button" class="quiet" onClick={() => select(node.span_id)}>
        {!node.missing && <RoleMark role={node.role} />} {isFailed(node) && <FailureMark />} <bdi>{nodeName(node)}</bdi> <bdi class="dim">{node.detail}</bdi>
      </button>
      <span class="number">{node.duration_ns === null ? "" : format.duration(node.duration_ns)}</span>
    </div>
  );
}

function childrenOf({ nodes, behind }: Outline, at: number): number[] {
  const children: number[] = [];
  for (let child = at + 1; child < behind[at]; child = behind[child]) if (nodes[child].parent === at) children.push(child);
  return children;
}

/** The spans of the same name before and after it. */
function sameName({ nodes }: Outline, at: number): [string, number][] {
  const isSame = (each: number) => nodes[each].name === nodes[at].name && !nodes[each].missing;
  const found: [string, number][] = [];
  let before = at - 1;
  while (before >= 0 && !isSame(before)) --before;
  let after = at + 1;
  while (after < nodes.length && !isSame(after)) ++after;
  if (before >= 0) found.push(["previous", before]);
  if (after < nodes.length) found.push(["next", after]);
  return found;
}
