import { Component, h } from "preact";
import { change } from "../../core/address";
import { bindKeys } from "../../core/keys";
import { prefer, preference } from "../../core/preference";
import { isNarrow, onNarrow } from "../../core/screen";
import { Resizer } from "../../parts/resizer";
import { VirtualRows } from "../../parts/virtual_rows";
import { Axis, GridLines } from "./axis";
import { CriticalPath, segmentsOf } from "./critical_path";
import { findInTrace, nextOf } from "./find";
import { Minimap } from "./minimap";
import type { Outline } from "./outline";
import { isShown, placesOf, placesText, revealed, runOf, ShownRows, shownRows } from "./shown_rows";
import { panned, ticksOf, TimeWindow, windowOf, windowText, within, zoomed } from "./time_window";
import { Toolbar } from "./toolbar";
import { pressArrow, TreeActions, treeKeys } from "./tree_keys";
import { rowId, WaterfallRow } from "./waterfall_row";

interface Props {
  outline: Outline;
  /** Of the address: `span`, `collapsed`, `unfolded`, `find`, `zoom` and `path`. */
  params: URLSearchParams;
  criticalPath: CriticalPath | null;
}

interface State {
  cursor: number;
  window: TimeWindow;
  nameWidth: number;
  narrow: boolean;
  /** Of the bars, in pixels. */
  trackWidth: number;
}

const kTickPx = 110;

// The address follows a zoom when it rests, since browsers refuse to change it at every frame.
const kPauseMs = 200;

/** The waterfall of a trace. */
export class TreeTab extends Component<Props, State> implements TreeActions {
  private rows!: ShownRows;
  private collapsed!: Set<number>;
  private unfolded!: Set<number>;
  private found: number[] = [];
  private isFound = new Set<number>();
  private derivedFrom: unknown[] = [];
  private writtenZoom: string | null;
  private timer = 0;
  private pointed = 0.5;
  private element?: HTMLElement;
  private unbind: (() => void)[] = [];
  private sizes?: ResizeObserver;

  constructor(props: Props) {
    super(props);
    const { outline, params } = props;
    this.writtenZoom = params.get("zoom");
    this.state = {
      cursor: outline.index.get(params.get("span") ?? "") ?? 0,
      window: windowOf(this.writtenZoom, outline.extent),
      nameWidth: preference("name-width", 420),
      narrow: isNarrow(),
      trackWidth: 600,
    };
    this.derive(props);
  }

  componentDidMount(): void {
    this.unbind = [bindKeys(treeKeys(this)), onNarrow(() => this.setState({ narrow: isNarrow() }))];
    // Preact listens passively; a zoom must keep the page from zooming.
    this.element?.addEventListener("wheel", this.wheel, { passive: false });
    this.sizes = new ResizeObserver(() => this.setState({ trackWidth: this.track()?.width ?? 600 }));
    this.sizes.observe(this.element as Element);
    this.reveal(this.state.cursor);
  }

  componentWillUnmount(): void {
    clearTimeout(this.timer);
    this.sizes?.disconnect();
    for (const unbind of this.unbind) unbind();
  }

  componentWillReceiveProps(next: Props): void {
    this.derive(next);
    const { outline, params } = next;
    const zoom = params.get("zoom");
    if (zoom !== this.writtenZoom || outline.extent !== this.props.outline.extent) {
      this.writtenZoom = zoom;
      this.setState({ window: windowOf(zoom, outline.extent) });
    }
    const selected = params.get("span");
    if (selected === null || selected === this.props.params.get("span")) return;
    const at = outline.index.get(selected);
    if (at !== undefined && at !== this.state.cursor) this.goTo(at, next);
  }

  /** What follows from the address is computed when it changes, not at every frame. */
  private derive({ outline, params }: Props): void {
    const from = [outline, params.get("collapsed"), params.get("unfolded"), params.get("find")];
    const [changedOutline, changedCollapsed, changedUnfolded, changedFind] = from.map((each, index) => each !== this.derivedFrom[index]);
    this.derivedFrom = from;
    if (changedOutline || changedCollapsed || changedUnfolded) {
      this.collapsed = placesOf(outline, params.get("collapsed"));
      this.unfolded = placesOf(outline, params.get("unfolded"));
      this.rows = shownRows(outline, this.collapsed, this.unfolded);
    }
    if (changedOutline || changedFind) {
      this.found = findInTrace(outline, params.get("find") ?? "");
      this.isFound = new Set(this.found);
    }
  }

  private setPlaces(collapsed: Set<number>, unfolded: Set<number>): void {
    const { outline } = this.props;
    change({ collapsed: placesText(outline, collapsed), unfolded: placesText(outline, unfolded) }, "replace");
  }

  private reveal(at: number, { outline }: Props = this.props): void {
    if (at < outline.nodes.length && !isShown(this.rows, at)) this.setPlaces(...revealed(outline, at, this.collapsed, this.unfolded));
  }

  private goTo(at: number, props: Props = this.props): void {
    this.reveal(at, props);
    this.setState({ cursor: at });
    // The drawer, when it is open, shows the span of the cursor.
    if (props.params.get("span") !== null) change({ span: props.outline.nodes[at].span_id }, "replace");
  }

  private select = (at: number): void => {
    this.setState({ cursor: at });
    if (!this.props.outline.nodes[at].missing) change({ span: this.props.outline.nodes[at].span_id });
  };

  private toggle = (at: number): void => {
    const isRun = this.rows.counts[this.rows.rowOf[at]] > 1;
    const places = new Set(isRun ? this.unfolded : this.collapsed);
    if (!places.delete(at)) places.add(at);
    this.setState({ cursor: at });
    this.setPlaces(isRun ? this.collapsed : places, isRun ? places : this.unfolded);
  };

  private fold(run: number): void {
    const unfolded = new Set(this.unfolded);
    unfolded.delete(run);
    this.setState({ cursor: run });
    this.setPlaces(this.collapsed, unfolded);
  }

  private collapseAll = (): void => {
    const { outline } = this.props;
    const all = new Set<number>();
    outline.nodes.forEach(({ depth }, at) => depth === 1 && outline.behind[at] > at + 1 && all.add(at));
    this.setPlaces(all, new Set());
  };

  private hasChildren(at: number): boolean {
    return this.props.outline.behind[at] > at + 1;
  }

  move(by: number): void {
    const last = this.rows.nodes.length - 1;
    const row = Math.max(0, Math.min(last, this.rows.rowOf[this.state.cursor] + by));
    const at = this.rows.nodes[row];
    if (this.rows.counts[row] > 1) this.setState({ cursor: at });
    else this.goTo(at);
  }

  collapse(): void {
    const { cursor } = this.state;
    if (this.hasChildren(cursor) && !this.collapsed.has(cursor)) return this.toggle(cursor);
    const run = runOf(this.props.outline, cursor);
    if (run !== null && this.unfolded.has(run)) return this.fold(run);
    const { parent } = this.props.outline.nodes[cursor];
    if (parent !== null) this.goTo(parent);
  }

  expand(): void {
    const { cursor } = this.state;
    if (this.collapsed.has(cursor) || this.rows.counts[this.rows.rowOf[cursor]] > 1) this.toggle(cursor);
    else if (this.hasChildren(cursor)) this.move(1);
  }

  open(): void {
    const { cursor } = this.state;
    if (this.rows.counts[this.rows.rowOf[cursor]] > 1) this.toggle(cursor);
    else this.select(cursor);
  }

  nextFailure(): void {
    const at = nextOf(this.props.outline.failures, this.state.cursor, 1);
    if (at !== undefined) this.goTo(at);
  }

  private nextFound = (step: 1 | -1): void => {
    const at = nextOf(this.found, this.state.cursor, step);
    if (at !== undefined) this.goTo(at);
  };

  toggleCriticalPath = (): void => change({ path: this.props.params.get("path") === "off" ? null : "off" }, "replace");

  fit(): void {
    const { start, end, extent } = this.props.outline;
    const { cursor, window } = this.state;
    const length = end[cursor] - start[cursor];
    const around = within({ from: start[cursor] - length * 0.05, to: end[cursor] + length * 0.05 }, extent);
    const isFitted = around.from === window.from && around.to === window.to;
    this.setWindow(isFitted || Number.isNaN(length) ? { from: 0, to: extent } : around);
  }

  zoom(change: (window: TimeWindow, extent: number) => TimeWindow): void {
    this.setWindow(change(this.state.window, this.props.outline.extent));
  }

  pointer(): number {
    return this.pointed;
  }

  private setWindow = (window: TimeWindow): void => {
    this.setState({ window });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.writtenZoom = windowText(this.state.window, this.props.outline.extent) || null;
      change({ zoom: this.writtenZoom }, "replace");
    }, kPauseMs) as unknown as number;
  };

  private track(): DOMRect | undefined {
    return this.element?.querySelector(".axis")?.getBoundingClientRect();
  }

  private point = (event: MouseEvent): void => {
    const track = this.track();
    if (track !== undefined && event.clientX >= track.left) this.pointed = (event.clientX - track.left) / track.width;
  };

  private wheel = (event: WheelEvent): void => {
    const across = event.shiftKey ? event.deltaY : event.deltaX;
    if (!event.ctrlKey && !event.metaKey && Math.abs(across) <= Math.abs(event.deltaY) && !event.shiftKey) return;
    event.preventDefault();
    this.point(event);
    if (event.ctrlKey || event.metaKey) this.zoom((window, extent) => zoomed(window, Math.exp(event.deltaY * 0.004), this.pointed, extent));
    else this.zoom((window, extent) => panned(window, across / this.state.trackWidth, extent));
  };

  private resize = (nameWidth: number): void => {
    this.setState({ nameWidth, trackWidth: this.track()?.width ?? this.state.trackWidth });
    prefer("name-width", nameWidth);
  };

  render({ outline, params, criticalPath }: Props, { cursor, window, nameWidth, narrow, trackWidth }: State): JSX.Element {
    const ticks = ticksOf(window, Math.max(2, Math.floor(trackWidth / kTickPx)));
    const shownPath = params.get("path") === "off" ? null : criticalPath;
    return (
      <div class="tree-tab">
        <Toolbar outline={outline} params={params} found={this.found} cursor={cursor} tree={this}
          find={(find) => change({ find }, "replace")} nextFound={this.nextFound} collapseAll={this.collapseAll}
          expandAll={() => this.setPlaces(new Set(), new Set())} isZoomed={windowText(window, outline.extent) !== ""}
          showAll={() => this.setWindow({ from: 0, to: outline.extent })} />
        <Minimap outline={outline} window={window} zoom={this.setWindow} />
        <div class={`waterfall${shownPath === null ? "" : " with-path"}`} role="treegrid" tabIndex={0} aria-label={`Spans of ${outline.trace.name}`}
          aria-rowcount={this.rows.nodes.length} aria-activedescendant={rowId(this.rows.rowOf[cursor])} style={`--name: ${nameWidth}px`}
          ref={(element) => element && (this.element = element as HTMLElement)} onMouseMove={this.point}
          onKeyDown={(event: KeyboardEvent) => pressArrow(this, event)}>
          <div class="row head" role="row">
            <div role="columnheader" class="name">Name</div>
            <div role="columnheader" class="number total">Time</div>
            <div role="columnheader" class="number self">Self</div>
            <div role="columnheader" class="track"><Axis window={window} extent={outline.extent} ticks={ticks} zoom={this.setWindow} /></div>
            <Resizer label="Width of the names" size={nameWidth} least={160} most={1200} direction={1} resize={this.resize} />
          </div>
          <GridLines ticks={ticks} />
          <VirtualRows count={this.rows.nodes.length} height={narrow ? 40 : 24} shown={this.rows.rowOf[cursor]}
            row={(row) => this.row(row, params, shownPath)} />
        </div>
      </div>
    );
  }

  private row(row: number, params: URLSearchParams, path: CriticalPath | null): JSX.Element {
    const { outline } = this.props;
    const at = this.rows.nodes[row];
    const count = this.rows.counts[row];
    return (
      <WaterfallRow outline={outline} at={at} count={count} row={row} window={this.state.window}
        segments={path === null ? [] : segmentsOf(path, outline, at, count)} isCursor={this.rows.rowOf[this.state.cursor] === row}
        isSelected={count === 1 && params.get("span") === outline.nodes[at].span_id}
        isFound={this.isFound.has(at)} isCollapsed={this.collapsed.has(at)} toggle={this.toggle} open={this.select} />
    );
  }
}
