import { Component, h } from "preact";
import { counted } from "../core/format";
import { lineage } from "../core/paths";
import { roleOf } from "../core/roles";
import { BlockRows } from "./block_rows";
import { CanvasView, Point, Surface } from "./canvas_view";
import { drawFlame, kFlameRow } from "./flame_drawing";
import type { FlameBlock } from "./flame_layout";

interface Props {
  blocks: FlameBlock[];
  /** The block that is as wide as the picture; null: all of them. */
  narrowed: number | null;
  narrow(block: number | null): void;
  /** What to highlight in names. */
  find: string;
  /** What a block means, in words and figures. */
  tell(block: number): string;
  /** The block of the span that is shown beside. */
  selected?: number | null;
  label: string;
}

interface State {
  pointed: number | null;
  /** Whether keys led there: then it is scrolled to. */
  byKey: boolean;
}

let pictures = 0;

/** A tree as blocks under blocks. A click narrows the picture to a block; arrows go from block to block. */
export class Flame extends Component<Props, State> {
  state: State = { pointed: null, byKey: false };
  private told = `flame-${++pictures}`;
  private laid?: { blocks: FlameBlock[]; rows: BlockRows; width: number };
  private found?: { blocks: FlameBlock[]; find: string; matches: Set<number> | null };

  private layout(): { rows: BlockRows; width: number } {
    const { blocks } = this.props;
    if (this.laid?.blocks !== blocks) {
      const rows = blocks.reduce((most, { row }) => Math.max(most, row + 1), 0);
      const width = blocks.reduce((most, { to }) => Math.max(most, to), 0);
      this.laid = { blocks, rows: new BlockRows(blocks, rows), width };
    }
    return this.laid;
  }

  private matches(): Set<number> | null {
    const { blocks, find } = this.props;
    if (this.found?.blocks !== blocks || this.found.find !== find) {
      this.found = { blocks, find, matches: find === "" ? null : matching(blocks, find.toLowerCase()) };
    }
    return this.found.matches;
  }

  private range(): [number, number] {
    const { blocks, narrowed } = this.props;
    const { from, to } = narrowed === null ? { from: 0, to: this.layout().width } : blocks[narrowed];
    return [from, to > from ? to : from + 1];
  }

  private draw = (surface: Surface): void => {
    const { blocks, selected = null } = this.props;
    drawFlame(surface, { blocks, rows: this.layout().rows, range: this.range(), pointed: this.state.pointed, selected, matches: this.matches() });
  };

  private blockAt({ x, y, top, width }: Point): number | null {
    const { rows } = this.layout();
    const row = Math.floor((y + top) / kFlameRow);
    if (row >= rows.rows) return null;
    const [from, to] = this.range();
    const found = rows.find(row, from + (x / width) * (to - from), (2 / width) * (to - from));
    return found < 0 ? null : found;
  }

  private hover = (point: Point | null): void => {
    const pointed = point === null ? null : this.blockAt(point);
    if (pointed !== this.state.pointed) this.setState({ pointed, byKey: false });
  };

  private press = (point: Point): void => {
    const block = this.blockAt(point);
    if (block !== null) this.props.narrow(block);
  };

  private keyDown = (event: KeyboardEvent): void => {
    const { blocks, narrowed, narrow } = this.props;
    const at = this.state.pointed ?? narrowed ?? 0;
    if (blocks.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") narrow(at);
    else if (event.key === "Backspace") narrow(narrowed === null ? null : blocks[narrowed].parent);
    else {
      const next = nextBlock(blocks, this.layout().rows, at, event.key);
      if (next === null) return;
      this.setState({ pointed: next, byKey: true });
    }
    event.preventDefault();
    event.stopPropagation();
  };

  render({ blocks, narrowed, narrow, find, tell, label }: Props, { pointed, byKey }: State): JSX.Element {
    const told = pointed !== null && pointed < blocks.length ? pointed : narrowed;
    const matches = this.matches();
    return (
      <div class="flame">
        <Breadcrumbs blocks={blocks} narrowed={narrowed} narrow={narrow} />
        <CanvasView contentHeight={this.layout().rows.rows * kFlameRow} label={label} toldBy={this.told} draw={this.draw}
          hover={this.hover} press={this.press} keyDown={this.keyDown}
          shown={pointed === null || !byKey ? null : { top: blocks[pointed].row * kFlameRow, height: kFlameRow }} />
        <p class="told" id={this.told} role="status">
          {told !== null ? <span>{roleOf(blocks[told].role).letter} {tell(told)}</span> : <span class="dim">{kHelp}</span>}
          {matches !== null && <span class="matches">{counted(matches.size, "block")} with “{find}”</span>}
        </p>
      </div>
    );
  }
}

const kHelp = "Point at a block to see its figures, click to narrow. Arrows, Enter and Backspace do the same.";

function Breadcrumbs({ blocks, narrowed, narrow }: Pick<Props, "blocks" | "narrowed" | "narrow">): JSX.Element {
  return (
    <nav class="crumbs" aria-label="Narrowed to">
      <button type="button" class="quiet" onClick={() => narrow(null)} aria-current={narrowed === null ? "true" : undefined}>All</button>
      {narrowed !== null && lineage(blocks, narrowed).map((block) => (
        <span key={String(block)}>
          <span class="dim" aria-hidden="true">›</span>
          <button type="button" class="quiet" onClick={() => narrow(block)} title={blocks[block].name}
            aria-current={block === narrowed ? "true" : undefined}><bdi>{blocks[block].name === "" ? "(no name)" : blocks[block].name}</bdi></button>
        </span>
      ))}
    </nav>
  );
}

function matching(blocks: FlameBlock[], find: string): Set<number> {
  const found = new Set<number>();
  blocks.forEach(({ name }, block) => name.toLowerCase().includes(find) && found.add(block));
  return found;
}

/** Where an arrow leads; null for other keys, and the block itself at the edges. */
function nextBlock(blocks: FlameBlock[], rows: BlockRows, at: number, key: string): number | null {
  switch (key) {
    case "ArrowLeft": return rows.beside(at, -1) < 0 ? at : rows.beside(at, -1);
    case "ArrowRight": return rows.beside(at, 1) < 0 ? at : rows.beside(at, 1);
    case "ArrowUp": return blocks[at].parent ?? at;
    // In order of depth first, the first child follows its parent.
    case "ArrowDown": return at + 1 < blocks.length && blocks[at + 1].parent === at ? at + 1 : at;
    default: return null;
  }
}
