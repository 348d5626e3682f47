import { Component, h } from "preact";
import { change, go, link } from "../../core/address";
import { isReport } from "../../core/api";
import * as format from "../../core/format";
import { ScatterAxes } from "./scatter_axes";
import { kMargin, Plot, Scales, scalesOf } from "./scatter_scale";
import { hasFailed, nameOf, TraceRow } from "./trace_row";

interface Props {
  rows: TraceRow[];
  /** The trace that is selected. */
  at: string | null;
  /** Called before a trace is opened. */
  opens(): void;
}

interface Point {
  x: number;
  y: number;
}

interface State extends Plot {
  near: string | null;
  drag: { from: Point; to: Point } | null;
}

const kMostPoints = 2000;
const kReach = 14;
const kLeastDrag = 6;

/** Traces by start and duration. Dragging over them asks for those traces alone; the list below says the same in words. */
export class Scatter extends Component<Props, State> {
  state: State = { width: 800, height: 140, near: null, drag: null };
  private element?: HTMLElement;
  private observer?: ResizeObserver;
  private placed: Plot & { rows: TraceRow[] } = { rows: [], width: 0, height: 0 };
  private points: { row: TraceRow; x: number; y: number }[] = [];
  private dots = "";
  private crosses = "";
  private scales?: Scales;

  componentDidMount(): void {
    const element = this.element as HTMLElement;
    this.observer = new ResizeObserver(() => this.setState({ width: element.clientWidth, height: element.clientHeight }));
    this.observer.observe(element);
  }

  componentWillUnmount(): void {
    this.observer?.disconnect();
  }

  /** Where the points are; the same as long as the rows and the size are. */
  private place(rows: TraceRow[], { width, height }: Plot): void {
    if (this.placed.rows === rows && this.placed.width === width && this.placed.height === height) return;
    this.placed = { rows, width, height };
    const known = rows.filter((row) => row.start_ns !== null && row.duration_ns !== null).slice(0, kMostPoints);
    const scales = known.length > 0 ? scalesOf(known, { width, height }) : undefined;
    this.scales = scales;
    this.points = scales === undefined ? [] : known.map((row) => ({
      row,
      x: Math.max(kMargin.left, scales.time((row.start_ns as number) / 1e6)),
      y: scales.duration(Math.max(1, row.duration_ns as number)),
    }));
    this.dots = this.points.filter(({ row }) => !hasFailed(row)).map(dot).join("");
    this.crosses = this.points.filter(({ row }) => hasFailed(row)).map(cross).join("");
  }

  private at(event: PointerEvent): Point {
    const box = (this.element as HTMLElement).getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private nearest({ x, y }: Point): TraceRow | null {
    let found: TraceRow | null = null;
    let least = kReach ** 2;
    for (const point of this.points) {
      const distance = (point.x - x) ** 2 + (point.y - y) ** 2;
      if (distance < least) [found, least] = [point.row, distance];
    }
    return found;
  }

  private press = (event: PointerEvent): void => {
    // A report cannot be asked for less than all of it; a finger scrolls.
    if (isReport || event.button !== 0 || event.pointerType === "touch") return;
    const from = this.at(event);
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.setState({ drag: { from, to: from } });
  };

  private move = (event: PointerEvent): void => {
    const to = this.at(event);
    const { drag } = this.state;
    this.setState({ near: this.nearest(to)?.trace_id ?? null, drag: drag && { from: drag.from, to } });
  };

  private release = (event: PointerEvent): void => {
    const { drag } = this.state;
    this.setState({ drag: null });
    if (drag !== null && isDrag(drag)) return this.select(drag.from, drag.to);
    const row = this.nearest(this.at(event));
    if (row === null) return;
    this.props.opens();
    go(link(["trace", row.trace_id]));
  };

  /** A drag along one axis alone leaves the other as it is. */
  private select(from: Point, to: Point): void {
    const { time, duration } = this.scales as Scales;
    const moment = (x: number) => time.invert(x).toISOString();
    change({
      ...(isFar(from.x, to.x) && { since: moment(Math.min(from.x, to.x)), until: moment(Math.max(from.x, to.x)) }),
      ...(isFar(from.y, to.y) && {
        min: format.duration(Math.floor(duration.invert(Math.max(from.y, to.y)))),
        max: format.duration(Math.ceil(duration.invert(Math.min(from.y, to.y)))),
      }),
      at: null,
    });
  }

  render({ rows, at }: Props, { near, drag, width, height }: State): JSX.Element {
    this.place(rows, { width, height });
    const told = this.points.find(({ row }) => row.trace_id === (near ?? at));
    return (
      <div class="scatter" ref={(element) => (this.element = element as HTMLElement | undefined)}>
        <svg width={width} height={height} role="img" aria-label={`Duration over time of ${format.counted(this.points.length, "trace")}; the list below holds them`}
          onPointerDown={this.press} onPointerMove={this.move} onPointerUp={this.release} onPointerLeave={() => this.setState({ near: null })}>
          {this.scales && <ScatterAxes scales={this.scales} width={width} height={height} />}
          <path class="dots" d={this.dots} />
          <path class="crosses" d={this.crosses} />
          {told && <circle class="ring" cx={told.x} cy={told.y} r="6" />}
          {drag !== null && isDrag(drag) && <Selection from={drag.from} to={drag.to} width={width} height={height} />}
        </svg>
        {told && <Tip row={told.row} x={told.x} y={told.y} width={width} />}
      </div>
    );
  }
}

function isFar(from: number, to: number): boolean {
  return Math.abs(from - to) > kLeastDrag;
}

function isDrag({ from, to }: { from: Point; to: Point }): boolean {
  return isFar(from.x, to.x) || isFar(from.y, to.y);
}

function dot({ x, y }: Point): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
}

function cross({ x, y }: Point): string {
  return `M${(x - 3).toFixed(1)} ${(y - 3).toFixed(1)}l6 6m-6 0l6 -6`;
}

function Selection({ from, to, width, height }: { from: Point; to: Point } & Plot): JSX.Element {
  const [left, right] = isFar(from.x, to.x) ? [Math.min(from.x, to.x), Math.max(from.x, to.x)] : [0, width];
  const [top, bottom] = isFar(from.y, to.y) ? [Math.min(from.y, to.y), Math.max(from.y, to.y)] : [0, height];
  return <rect class="selection" x={left} y={top} width={right - left} height={bottom - top} />;
}

function Tip({ row, x, y, width }: { row: TraceRow; x: number; y: number; width: number }): JSX.Element {
  const side = x > width / 2 ? { right: `${width - x + 12}px` } : { left: `${x + 12}px` };
  return (
    <div class="tip" style={{ top: `${Math.max(0, y - 12)}px`, ...side }}>
      {hasFailed(row) && <span class="failed" aria-hidden="true">✗ </span>}{nameOf(row)} <b>{format.duration(row.duration_ns as number)}</b>{" "}
      <span class="dim">{format.counted(row.spans, "span")}, {format.localTime(row.start_ns as number)}</span>
    </div>
  );
}
