import { Component, h } from "preact";
import { change } from "../../../core/address";
import { apiPath } from "../../../core/api";
import { prefer, preference } from "../../../core/preference";
import type { Span } from "../../../core/shapes";
import { Fetched } from "../../../parts/fetched";
import { CopyButton, FailureMark, RoleMark } from "../../../parts/marks";
import { Resizer } from "../../../parts/resizer";
import { isFailed, nodeName, Outline, placeOf, traceIdOf } from "../outline";
import { SpanDetails } from "./details";
import { Place } from "./place";

interface Props {
  outline: Outline;
  spanId: string;
  select(spanId: string): void;
}

interface State {
  width: number;
  floats: number;
}

/** One span of a trace, beside it, or over its right side when it is not pinned. */
export class SpanDrawer extends Component<Props, State> {
  state: State = { width: preference("drawer-width", 480), floats: preference("drawer-floats", 0) };

  private resize = (width: number): void => {
    this.setState({ width });
    prefer("drawer-width", width);
  };

  private pin = (): void => {
    const floats = this.state.floats === 0 ? 1 : 0;
    this.setState({ floats });
    prefer("drawer-floats", floats);
  };

  render({ outline, spanId, select }: Props, { width, floats }: State): JSX.Element {
    const at = placeOf(outline, spanId);
    return (
      <aside class={`drawer${floats === 1 ? " floats" : ""}`} aria-label="Span" style={`--width: ${width}px`}>
        <Resizer label="Width of the details" size={width} least={280} most={1200} direction={-1} resize={this.resize} />
        <div class="drawer-head">
          {at === undefined ? <h2>Span {spanId}</h2> : <Title outline={outline} at={at} />}
          <button type="button" class="quiet pin" aria-pressed={floats === 0} onClick={this.pin} title="Beside the trace, or over it">Pin</button>
          <button type="button" class="quiet" onClick={() => change({ span: null }, "replace")} title="Close (Escape)" aria-label="Close">×</button>
        </div>
        <div class="drawer-body">{at === undefined ? <p class="dim">This trace has no such span.</p> : this.body(at, select)}</div>
      </aside>
    );
  }

  private body(at: number, select: (spanId: string) => void): JSX.Element {
    const { outline } = this.props;
    const { missing, span_id } = outline.nodes[at];
    if (missing) return <Missing outline={outline} at={at} select={select} />;
    return (
      <Fetched path={apiPath(["span", traceIdOf(outline, at), span_id])} live={outline.trace.trace_id}
        show={(spans: Span[]) => <SpanDetails span={spans[0]} outline={outline} at={at} select={select} />} />
    );
  }
}

function Title({ outline, at }: { outline: Outline; at: number }): JSX.Element {
  const node = outline.nodes[at];
  return (
    <h2 title={nodeName(node)}>
      {!node.missing && <RoleMark role={node.role} />} {isFailed(node) && <FailureMark evidence={node.evidence.join(", ")} />} <bdi>{nodeName(node)}</bdi>
    </h2>
  );
}

function Missing({ outline, at, select }: { outline: Outline; at: number; select(spanId: string): void }): JSX.Element {
  const { span_id } = outline.nodes[at];
  return (
    <div>
      <p>Spans name <span class="id">{span_id}</span> as their parent, and it is not stored. Its process does not export to here, or lost it before it ended.</p>
      <CopyButton label="Copy ID" text={() => span_id} />
      <Place outline={outline} at={at} select={select} />
    </div>
  );
}
