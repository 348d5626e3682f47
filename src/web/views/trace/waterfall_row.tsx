import { Component, h } from "preact";
import * as format from "../../core/format";
import { link } from "../../core/address";
import type { Node } from "../../core/shapes";
import { FailureMark, RoleMark } from "../../parts/marks";
import type { CriticalPath } from "./critical_path";
import { kJoined, notesOf } from "./notes";
import { isFailed, nodeName, Outline } from "./outline";
import { barText, timeOf } from "./row_time";

interface Props {
  outline: Outline;
  at: number;
  count: number;
  row: number;
  path: CriticalPath | null;
  isCursor: boolean;
  isSelected: boolean;
  isFound: boolean;
  isCollapsed: boolean;
  /** Collapses or expands it, or shows the spans of a run. */
  toggle(at: number): void;
  open(at: number): void;
}

const kIndent = 12;
// Deeper, names would have no room; a number tells the depth then.
const kMostIndents = 16;

/** The ID of the element of a row, by which the tree tells which one is active. */
export function rowId(row: number): string {
  return `row-${row}`;
}

/** A row of the waterfall but for its bars; drawn again only when it differs, since scrolling draws all in sight. */
export class WaterfallRow extends Component<Props, {}> {
  shouldComponentUpdate(next: Props): boolean {
    return (Object.keys(next) as (keyof Props)[]).some((name) => next[name] !== this.props[name]);
  }

  render(props: Props): JSX.Element {
    const { outline, at, count, row, isCursor, isSelected } = props;
    const node = outline.nodes[at];
    const canOpen = count > 1 || outline.behind[at] > at + 1;
    const marks = [isCursor && "cursor", isSelected && "selected", props.isFound && "matching", node.missing && "missing", node.joined_trace_id !== null && "joined", node.matched && "matched"];
    return (
      <div class={`row ${marks.filter(Boolean).join(" ")}`} role="row" id={rowId(row)} aria-level={node.depth + 1} aria-rowindex={row + 1}
        aria-expanded={canOpen ? String(count === 1 && !props.isCollapsed) : undefined} aria-selected={isSelected}
        onClick={() => (count > 1 ? props.toggle(at) : props.open(at))}>
        <NameCell {...props} canOpen={canOpen} />
        <div role="gridcell" class="number total">{node.missing ? "" : node.duration_ns === null ? "–" : timeOf(outline, at, count)}</div>
        <div role="gridcell" class="number self dim">{count > 1 || node.self_ns === null ? "" : format.duration(node.self_ns)}</div>
        <div role="gridcell" class="track" title={barText(outline, at, count, props.path)} />
      </div>
    );
  }
}

function NameCell({ outline, at, count, isCollapsed, canOpen, toggle }: Props & { canOpen: boolean }): JSX.Element {
  const node = outline.nodes[at];
  const isOpen = count === 1 && !isCollapsed;
  const press = (event: Event) => {
    event.stopPropagation();
    toggle(at);
  };
  return (
    <div role="rowheader" class="name" title={explained(node)}>
      {node.depth > 0 && <span class="guides" style={`width:${Math.min(node.depth, kMostIndents) * kIndent}px`} />}
      {node.depth > kMostIndents && <span class="dim deep">{node.depth}</span>}
      {canOpen
        ? <button type="button" class="toggle" tabIndex={-1} aria-label={isOpen ? "Collapse" : "Expand"} onClick={press}>{isOpen ? "▾" : "▸"}</button>
        : <span class="toggle" />}
      {node.missing ? <span class="role missing" aria-hidden="true">?</span> : <RoleMark role={node.role} />}
      {isFailed(node) && <FailureMark evidence={node.evidence.join(", ")} />}
      {count > 1 && <b class="times">{`× ${format.count(count)}`}</b>}
      <bdi class="text">{nodeName(node)}</bdi>
      {aboutOf(node) !== "" && <bdi class="dim about">{aboutOf(node)}</bdi>}
      {isCollapsed && count === 1 && <span class="hidden">{`+${format.count(outline.behind[at] - at - 1)}`}</span>}
      <Notes node={node} />
    </div>
  );
}

function aboutOf({ missing, span_id, actor, detail }: Node): string {
  return missing ? format.shortId(span_id) : [actor, detail].filter((text) => text !== "").join(" · ");
}

/** What is not as it should be, in a word each; the title of the name explains it. */
function Notes({ node }: { node: Node }): JSX.Element | null {
  const notes = notesOf(node);
  if (!node.matched && notes.length === 0) return null;
  return (
    <span class="notes">
      {node.joined_trace_id !== null && (
        <a href={link(["trace", node.joined_trace_id])} onClick={(event: Event) => event.stopPropagation()}>↳ {format.shortId(node.joined_trace_id)}</a>
      )}
      {node.matched && <span class="match">match</span>}
      {notes.filter(([note]) => note !== kJoined).map(([note]) => <span key={note} class="warn">{note}</span>)}
    </span>
  );
}

function explained(node: Node): string {
  if (node.missing) return `The spans below name ${node.span_id} as their parent, and it is not stored: its process does not export, or lost it.`;
  return [`${nodeName(node)} (${node.role}) · ${node.service}`, node.status_message, ...notesOf(node).map(([, why]) => why)].filter((text) => text !== "").join("\n");
}
