import { Component, h } from "preact";
import { bindKeys } from "../core/keys";
import { Placed, subtreeEnds } from "../core/paths";
import { VirtualRows } from "./virtual_rows";

export interface TreeColumn {
  title: string;
  /** What it means, where the title does not say all. */
  hint?: string;
  /** A track of the grid. */
  width: string;
  cell(index: number): JSX.Element | string;
}

interface Props {
  label: string;
  nodes: Placed[];
  /** A text that stands for each node in an address. */
  keys: string[];
  /** What stands behind the indentation. */
  name(index: number): JSX.Element;
  columns: TreeColumn[];
  /** The keys of nodes whose children are not shown. */
  closed: string[];
  close(keys: string[]): void;
  /** The key of the row that stands out. */
  current: string | null;
  select(key: string): void;
}

/** A tree as a table whose rows can be closed, with keys. Only the rows that can be seen are in the document. */
export class TreeTable extends Component<Props, {}> {
  private unbind?: () => void;
  private known?: { nodes: Placed[]; ends: Int32Array };

  componentDidMount(): void {
    this.unbind = bindKeys([
      { key: "j", does: "next row", run: () => this.move(1) },
      { key: "k", does: "row before", run: () => this.move(-1) },
      { key: "h", does: "collapse, or go to the parent", run: () => this.collapse() },
      { key: "l", does: "expand", run: () => this.expand() },
    ]);
  }

  componentWillUnmount(): void {
    this.unbind?.();
  }

  private ends(): Int32Array {
    const { nodes } = this.props;
    if (this.known?.nodes !== nodes) this.known = { nodes, ends: subtreeEnds(nodes) };
    return this.known.ends;
  }

  private shown(): number[] {
    const { nodes, keys, closed } = this.props;
    const ends = this.ends();
    const isClosed = new Set(closed);
    const shown: number[] = [];
    for (let index = 0; index < nodes.length; index = isClosed.has(keys[index]) ? ends[index] : index + 1) shown.push(index);
    return shown;
  }

  private current(): number {
    const { keys, current } = this.props;
    return current === null ? -1 : keys.indexOf(current);
  }

  private move(step: number): void {
    const shown = this.shown();
    const next = shown[Math.max(0, Math.min(shown.length - 1, shown.indexOf(this.current()) + step))];
    if (next !== undefined) this.props.select(this.props.keys[next]);
  }

  private collapse(): void {
    const at = this.current();
    if (at < 0) return;
    const { nodes, keys, closed, select } = this.props;
    const parent = nodes[at].parent;
    if (this.ends()[at] > at + 1 && !closed.includes(keys[at])) this.toggle(at);
    else if (parent !== null) select(keys[parent]);
  }

  private expand(): void {
    const at = this.current();
    if (at >= 0 && this.props.closed.includes(this.props.keys[at])) this.toggle(at);
  }

  private toggle(index: number): void {
    const { keys, closed, close } = this.props;
    const key = keys[index];
    close(closed.includes(key) ? closed.filter((other) => other !== key) : [...closed, key]);
  }

  render({ label, columns, nodes, name }: Props): JSX.Element {
    const shown = this.shown();
    const template = ["minmax(240px, 1fr)", ...columns.map(({ width }) => width)].join(" ");
    return (
      <div class="rows-table tree-table" role="treegrid" aria-label={label} aria-rowcount={nodes.length + 1} style={`--columns: ${template}`}>
        <div class="row head" role="row">
          <div role="columnheader">name</div>
          {columns.map(({ title, hint }) => <div key={title} role="columnheader" class="number" title={hint}>{title}</div>)}
        </div>
        <VirtualRows count={shown.length} height={24} row={(row) => this.row(shown[row], name, columns)}
          shown={shown.indexOf(this.current())} />
      </div>
    );
  }

  private row(index: number, name: Props["name"], columns: TreeColumn[]): JSX.Element {
    const { nodes, keys, closed, current, select } = this.props;
    const hasChildren = this.ends()[index] > index + 1;
    const expanded = !closed.includes(keys[index]);
    const { depth } = nodes[index];
    return (
      <div class="row" role="row" aria-level={depth + 1} aria-rowindex={index + 2}
        aria-expanded={hasChildren ? String(expanded) : undefined} aria-selected={String(keys[index] === current)}
        onClick={() => select(keys[index])}>
        <div role="rowheader" class="name" style={{ paddingLeft: `${Math.min(depth, kDeepestIndent) * 16}px` }}>
          {hasChildren
            ? <button type="button" class="twist" aria-label={expanded ? "Collapse" : "Expand"} onClick={(event) => this.twist(event, index)}>{expanded ? "▾" : "▸"}</button>
            : <span class="twist" />}
          {name(index)}
        </div>
        {columns.map(({ title, cell }) => <div key={title} role="gridcell" class="number">{cell(index)}</div>)}
      </div>
    );
  }

  private twist(event: Event, index: number): void {
    event.stopPropagation();
    this.toggle(index);
  }
}

// Names below stay in sight.
const kDeepestIndent = 24;
