import { Component, h } from "preact";
import { change, currentAddress } from "../../core/address";
import { bindKeys } from "../../core/keys";
import { prefer, preference } from "../../core/preference";
import { isNarrow, onNarrow } from "../../core/screen";
import { Resizer } from "../../parts/resizer";
import { VirtualRows } from "../../parts/virtual_rows";
import { Axis, GridLines } from "./axis";
import { BarPicture, kNarrowRow, kWideRow } from "./bar_drawing";
import { Bars } from "./bars";
import type { CriticalPath } from "./critical_path";
import { nextOf } from "./find";
import { Interval, measured } from "./lanes/intervals";
import { Minimap } from "./minimap";
import { Outline, placeOf } from "./outline";
import { standstills } from "./standstills";
import { panned, ticksOf, TimeWindow, windowOf, windowText, within, zoomed } from "./time_window";
import { Toolbar } from "./toolbar";
import { pressArrow, TreeActions, treeKeys } from "./tree_keys";
import { TreePlaces } from "./tree_places";
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
  private readonly places: TreePlaces;
  private writtenZoom: string | null;
  private timer = 0;
  private pointed = 0.5;
  private element?: HTMLElement;
  private unbind: (() => void)[] = [];
  private picture?: BarPicture;
  private stood?: { outline: Outline; still: Interval[] };
  private sizes?: ResizeObserver;

  constructor(props: Props) {
    super(props);
    const { outline, params } = props;
    this.writtenZoom = params.get("zoom");
    this.state = {
      cursor: placeOf(outline, params.get("span")) ?? 0,
      window: windowOf(this.writtenZoom, outline.extent),
      nameWidth: preference("name-width", 420),
      narrow: isNarrow(),
      trackWidth: 600,
    };
    this.places = new TreePlaces(outline, params);
  }

  componentDidMount(): void {
    this.unbind = [bindKeys(treeKeys(this)), onNarrow(() => this.setState({ narrow: isNarrow() }))];
    // Preact listens passively; a zoom must keep the page from zooming.
    this.element?.addEventListener("wheel", this.wheel, { passive: false });
    this.sizes = new ResizeObserver(() => this.setState({ trackWidth: this.track()?.width ?? 600 }));
    this.sizes.observe(this.element as Element);
    this.places.reveal(this.state.cursor);
  }

  componentWillUnmount(): void {
    clearTimeout(this.timer);
    this.sizes?.disconnect();
    for (const unbind of this.unbind) unbind();
  }

  componentWillReceiveProps(next: Props): void {
    const { outline, params } = next;
    this.places.update(outline, params);
    // More spans of the trace may have arrived, and moved the others.
    if (outline !== this.props.outline) this.setState({ cursor: placeOf(outline, this.props.outline.nodes[this.state.cursor].span_id) ?? 0 });
    const zoom = params.get("zoom");
    if (zoom !== this.writtenZoom || outline.extent !== this.props.outline.extent) {
      this.writtenZoom = zoom;
      this.setState({ window: windowOf(zoom, outline.extent) });
    }
    const selected = params.get("span");
    if (selected === null || selected === this.props.params.get("span")) return;
    const at = placeOf(outline, selected);
    if (at !== undefined && at !== this.state.cursor) this.goTo(at, next);
  }

  private goTo(at: number, props: Props = this.props): void {
    this.places.reveal(at);
    this.setState({ cursor: at });
    // The drawer, when it is open, shows the span of the cursor. That it was opened may not have been drawn yet.
    if (currentAddress().params.get("span") !== null) change({ span: props.outline.nodes[at].span_id }, "replace");
  }

  private select = (at: number): void => {
    this.setState({ cursor: at });
    if (!this.props.outline.nodes[at].missing) change({ span: this.props.outline.nodes[at].span_id });
  };

  private toggle = (at: number): void => {
    this.setState({ cursor: at });
    this.places.toggle(at);
  };

  move(by: number): void {
    const { nodes, rowOf } = this.places.rows;
    const at = nodes[Math.max(0, Math.min(nodes.length - 1, rowOf[this.state.cursor] + by))];
    if (this.places.isRun(at)) this.setState({ cursor: at });
    else this.goTo(at);
  }

  collapse(): void {
    const { cursor } = this.state;
    if (this.places.hasChildren(cursor) && !this.places.collapsed.has(cursor)) return this.toggle(cursor);
    const run = this.places.fold(cursor);
    const { parent } = this.props.outline.nodes[cursor];
    if (run !== null) this.setState({ cursor: run });
    else if (parent !== null) this.goTo(parent);
  }

  expand(): void {
    const { cursor } = this.state;
    if (this.places.collapsed.has(cursor) || this.places.isRun(cursor)) this.toggle(cursor);
    else if (this.places.hasChildren(cursor)) this.move(1);
  }

  open(): void {
    const { cursor } = this.state;
    if (this.places.isRun(cursor)) this.toggle(cursor);
    else this.select(cursor);
  }

  nextFailure(): void {
    const at = nextOf(this.props.outline.failures, this.state.cursor, 1);
    if (at !== undefined) this.goTo(at);
  }

  private nextFound = (step: 1 | -1): void => {
    const at = nextOf(this.places.found, this.state.cursor, step);
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
    const still = this.still(outline);
    const picture = this.drawn({ outline, rows: this.places.rows, window, path: shownPath, shape: narrow ? kNarrowRow : kWideRow });
    return (
      <div class="tree-tab">
        <Toolbar outline={outline} stood={measured(still)} params={params} found={this.places.found} cursor={cursor} tree={this}
          find={(find) => change({ find }, "replace")} nextFound={this.nextFound} collapseAll={() => this.places.collapseAll()}
          expandAll={() => this.places.expandAll()} isZoomed={windowText(window, outline.extent) !== ""}
          showAll={() => this.setWindow({ from: 0, to: outline.extent })} />
        <Minimap outline={outline} window={window} zoom={this.setWindow} />
        <div class="waterfall" role="treegrid" tabIndex={0} aria-label={`Spans of ${outline.trace.name}`}
          aria-rowcount={this.places.rows.nodes.length} aria-activedescendant={rowId(this.places.rows.rowOf[cursor])} style={`--name: ${nameWidth}px`}
          ref={(element) => element && (this.element = element as HTMLElement)} onMouseMove={this.point}
          onKeyDown={(event: KeyboardEvent) => pressArrow(this, event)}>
          <div class="row head" role="row">
            <div role="columnheader" class="name">
              Name
              <Resizer label="Width of the names" size={nameWidth} least={160} most={1200} direction={1} resize={this.resize} />
            </div>
            <div role="columnheader" class="number total">Time</div>
            <div role="columnheader" class="number self">Self</div>
            <div role="columnheader" class="track"><Axis window={window} extent={outline.extent} ticks={ticks} zoom={this.setWindow} /></div>
          </div>
          <GridLines ticks={ticks} window={window} still={still} />
          <VirtualRows count={this.places.rows.nodes.length} height={picture.shape.height} shown={this.places.rows.rowOf[cursor]}
            row={(row) => this.row(row, params, shownPath)} over={(first, end) => <Bars picture={picture} first={first} end={end} />} />
        </div>
      </div>
    );
  }

  /** Looked for once, not in every frame. */
  private still(outline: Outline): Interval[] {
    if (this.stood?.outline !== outline) this.stood = { outline, still: standstills(outline) };
    return this.stood.still;
  }

  /** The same picture as long as it shows the same, so that nothing is drawn again without need. */
  private drawn(picture: BarPicture): BarPicture {
    const names = Object.keys(picture) as (keyof BarPicture)[];
    if (this.picture === undefined || names.some((name) => picture[name] !== this.picture?.[name])) this.picture = picture;
    return this.picture;
  }

  private row(row: number, params: URLSearchParams, path: CriticalPath | null): JSX.Element {
    const { outline } = this.props;
    const at = this.places.rows.nodes[row];
    const count = this.places.rows.counts[row];
    return (
      <WaterfallRow outline={outline} at={at} count={count} row={row} path={path} isCursor={this.places.rows.rowOf[this.state.cursor] === row}
        isSelected={count === 1 && params.get("span") === outline.nodes[at].span_id}
        isFound={this.places.isFound(at)} isCollapsed={this.places.collapsed.has(at)} toggle={this.toggle} open={this.select} />
    );
  }
}
