import { Component, h } from "preact";
import { change, currentAddress } from "../../../core/address";
import { isolated } from "../../../core/format";
import { bindKeys } from "../../../core/keys";
import { roleOf } from "../../../core/roles";
import type { Trace } from "../../../core/shapes";
import { CanvasView, Point, Surface } from "../../../parts/canvas_view";
import { tellSpan } from "../tell_span";
import { TimeWindow, panned, windowOf, windowText, within, zoomed } from "../time_window";
import { drawLanes } from "./drawing";
import { Geometry, geometryOf, gutterOf, kRow, rowAt, rowTop } from "./geometry";
import type { LaneLayout } from "./layout";

interface Props {
  trace: Trace;
  layout: LaneLayout;
  selected: string | null;
  select(spanId: string): void;
}

interface State {
  window: TimeWindow;
  pointed: number;
  /** Whether keys led there: then it is scrolled to. */
  byKey: boolean;
}

// The address is written when the zoom rests.
const kPauseMs = 250;
const kTold = "lane-told";

/** Who did what when, on a canvas that can be zoomed and moved. */
export class LaneChart extends Component<Props, State> {
  state: State = { window: this.written(), pointed: -1, byKey: false };
  private unbind?: () => void;
  private timer = 0;
  private at = 0.5;
  private found?: { layout: LaneLayout; selected: string | null; block: number };
  private placed?: { layout: LaneLayout; geometry: Geometry };

  componentDidMount(): void {
    const zoom = (factor: number) => () => this.zoom((window, extent) => zoomed(window, factor, this.at, extent));
    const pan = (part: number) => () => this.zoom((window, extent) => panned(window, part, extent));
    this.unbind = bindKeys([
      { key: "w", does: "zoom in", run: zoom(0.7) },
      { key: "s", does: "zoom out", run: zoom(1 / 0.7) },
      { key: "a", does: "earlier", run: pan(-0.2) },
      { key: "d", does: "later", run: pan(0.2) },
      { key: "f", does: "fit the selection, or everything", run: () => this.fit() },
    ]);
  }

  componentWillUnmount(): void {
    this.unbind?.();
    clearTimeout(this.timer);
  }

  private extent(): number {
    return Math.max(1, this.props.trace.duration_ns);
  }

  private written(): TimeWindow {
    return windowOf(currentAddress().params.get("zoom"), this.extent());
  }

  private geometry(): Geometry {
    const { layout } = this.props;
    if (this.placed?.layout !== layout) this.placed = { layout, geometry: geometryOf(layout.lanes) };
    return this.placed.geometry;
  }

  private zoom(make: (window: TimeWindow, extent: number) => TimeWindow): void {
    this.setState({ window: make(this.state.window, this.extent()) });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => change({ zoom: windowText(this.state.window, this.extent()) }, "replace"), kPauseMs);
  }

  /** Looked for once, not in every frame. */
  private selectedBlock(): number {
    const { trace, layout, selected } = this.props;
    if (this.found?.layout !== layout || this.found.selected !== selected) {
      const node = selected === null ? -1 : trace.nodes.findIndex(({ span_id }) => span_id === selected);
      this.found = { layout, selected, block: node < 0 ? -1 : layout.blockOf[node] };
    }
    return this.found.block;
  }

  private fit(): void {
    const block = this.props.layout.blocks[this.selectedBlock()];
    if (block === undefined) return this.zoom((_, extent) => ({ from: 0, to: extent }));
    const margin = (block.to - block.from) * 0.05;
    return this.zoom((_, extent) => within({ from: block.from - margin, to: block.to + margin }, extent));
  }

  private draw = (surface: Surface): void => {
    const { trace, layout } = this.props;
    const { window, pointed } = this.state;
    drawLanes(surface, { layout, geometry: this.geometry(), nodes: trace.nodes, window, extent: this.extent(), pointed, selected: this.selectedBlock() });
  };

  private ratioAt({ x, width }: Point): number {
    const gutter = gutterOf(width);
    return Math.max(0, (x - gutter) / (width - gutter));
  }

  private blockAt(point: Point): number {
    const { layout } = this.props;
    const { from, to } = this.state.window;
    const row = rowAt(this.geometry(), layout.lanes, point.y + point.top);
    if (row < 0 || point.x < gutterOf(point.width)) return -1;
    return layout.rows.find(row, from + this.ratioAt(point) * (to - from), ((to - from) * 3) / point.width);
  }

  private hover = (point: Point | null): void => {
    if (point !== null) this.at = this.ratioAt(point);
    const pointed = point === null ? -1 : this.blockAt(point);
    if (pointed !== this.state.pointed) this.setState({ pointed, byKey: false });
  };

  private press = (point: Point): void => this.open(this.blockAt(point));

  private open(block: number): void {
    const { trace, layout, select } = this.props;
    if (block >= 0) select(trace.nodes[layout.blocks[block].node].span_id);
  }

  private drag = (byX: number, width: number): void =>
    this.zoom((window, extent) => panned(window, -byX / (width - gutterOf(width)), extent));

  /** As over the bars of the tree: with Ctrl it zooms, sideways it moves, else the lanes scroll. */
  private wheel = (point: Point, event: WheelEvent): void => {
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom((window, extent) => zoomed(window, Math.exp(event.deltaY * 0.004), this.ratioAt(point), extent));
    } else if (event.shiftKey || Math.abs(sideways) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.zoom((window, extent) => panned(window, sideways / point.width, extent));
    }
  };

  private keyDown = (event: KeyboardEvent): void => {
    const { pointed } = this.state;
    const at = pointed >= 0 ? pointed : Math.max(0, this.selectedBlock());
    if (event.ctrlKey || event.metaKey || event.altKey || this.props.layout.blocks.length === 0) return;
    const next = this.nextBlock(at, event.key);
    if (event.key === "Enter") this.open(at);
    else if (next === null) return;
    else this.point(next);
    event.preventDefault();
    event.stopPropagation();
  };

  /** Where an arrow leads: along the row, or to what is there at the same time in another. */
  private nextBlock(at: number, key: string): number | null {
    const { rows, blocks } = this.props.layout;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const next = rows.beside(at, key === "ArrowLeft" ? -1 : 1);
      return next < 0 ? at : next;
    }
    if (key !== "ArrowUp" && key !== "ArrowDown") return null;
    const step = key === "ArrowUp" ? -1 : 1;
    for (let row = blocks[at].row + step; row >= 0 && row < rows.rows; row += step) {
      const next = rows.find(row, (blocks[at].from + blocks[at].to) / 2, this.extent());
      if (next >= 0) return next;
    }
    return at;
  }

  private point(pointed: number): void {
    const { from, to } = this.props.layout.blocks[pointed];
    const { window } = this.state;
    this.setState({ pointed, byKey: true });
    if (to < window.from || from > window.to) {
      const half = (window.to - window.from) / 2;
      this.zoom((_, extent) => within({ from: from - half, to: from + half }, extent));
    }
  }

  render({ trace, layout }: Props, { pointed, byKey }: State): JSX.Element {
    const block = layout.blocks[pointed];
    const told = block === undefined ? null : trace.nodes[block.node];
    const geometry = this.geometry();
    return (
      <div class="lanes">
        <CanvasView contentHeight={geometry.laneTops[layout.lanes.length]} label="Lanes of workers and agents" toldBy={kTold}
          draw={this.draw} hover={this.hover} press={this.press} drag={this.drag} wheel={this.wheel} keyDown={this.keyDown}
          shown={block === undefined || !byKey ? null : { top: rowTop(geometry, layout.lanes, block.row), height: kRow }} />
        <p class="told" id={kTold} role="status">
          {told === null || block === undefined
            ? <span class="dim">{kHelp}</span>
            : <span>{roleOf(told.role).letter} {tellSpan(trace, told)}{told.actor === "" && ` · in the lane of ${isolated(layout.lanes[block.lane].name)}`}</span>}
        </p>
      </div>
    );
  }
}

const kHelp = "Hatched: waits. Arrows: work handed over (of many, those of the span that is pointed at). Zoom with w and s or Ctrl and the wheel, move with a and d or by dragging.";
