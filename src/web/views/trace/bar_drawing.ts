import type { Pen } from "../../parts/canvas";
import { hatch } from "../../parts/hatch";
import type { Palette } from "../../parts/palette";
import { CriticalPath, Segment, segmentsOf } from "./critical_path";
import { isFailed, Outline } from "./outline";
import { labelOf } from "./row_time";
import type { ShownRows } from "./shown_rows";
import { ratioOf, TimeWindow } from "./time_window";

/** What the bars of all rows are drawn from. */
export interface BarPicture {
  outline: Outline;
  rows: ShownRows;
  window: TimeWindow;
  /** Null when it is not drawn. */
  path: CriticalPath | null;
  shape: RowShape;
}

/** Measures of a row, in pixels. */
export interface RowShape {
  height: number;
  /** Of its bar. */
  top: number;
  thickness: number;
}

export const kWideRow: RowShape = { height: 24, top: 5, thickness: 13 };
/** On a phone bars stand below names. */
export const kNarrowRow: RowShape = { height: 40, top: 24, thickness: 11 };

const kLeastPx = 2;
// Below the width of a pixel on every screen: one bar for all is as good.
const kMostBars = 200;

/** Draws the bars of the rows from `first` to before `end`, the first one at the top. */
export function drawBars(pen: Pen, picture: BarPicture, first: number, end: number): void {
  const { rows, outline, path, shape } = picture;
  pen.context.font = "11px system-ui, sans-serif";
  pen.context.textBaseline = "middle";
  for (let row = first; row < end; ++row) {
    const [at, count] = [rows.nodes[row], rows.counts[row]];
    if (Number.isNaN(outline.start[at])) continue;
    const y = (row - first) * shape.height + shape.top;
    drawSpans(pen, picture, at, count, y);
    if (path !== null) for (const segment of segmentsOf(path, outline, at, count)) drawSegment(pen, picture, segment, y);
    drawLabel(pen, picture, at, count, y);
  }
}

function drawSpans(pen: Pen, picture: BarPicture, at: number, count: number, y: number): void {
  if (count > kMostBars) return drawBar(pen, picture, at, at + count - 1, y);
  for (let each = at; each < at + count; ++each) drawBar(pen, picture, each, each, y);
}

function drawBar({ context, width, palette }: Pen, { outline, window, shape }: BarPicture, first: number, last: number, y: number): void {
  const place = placeOf(window, outline.start[first], outline.end[last], width, kLeastPx);
  if (place === null) return;
  context.fillStyle = fillOf(context, palette, outline, first, place);
  context.fillRect(place[0], y, place[1], shape.thickness);
}

type Place = [left: number, width: number];

/** Beyond the window it is cut; null where nothing of it is in the window. */
function placeOf(window: TimeWindow, start: number, end: number, width: number, least: number): Place | null {
  if (end < window.from || start > window.to) return null;
  const from = Math.max(-4, ratioOf(window, start) * width);
  const to = Math.min(width + 4, ratioOf(window, end) * width);
  // At the very end, too, there is room for the least width.
  return [Math.min(from, width - least), Math.max(least, to - from)];
}

function fillOf(context: CanvasRenderingContext2D, palette: Palette, { nodes }: Outline, at: number, [left, width]: Place): string | CanvasGradient {
  const node = nodes[at];
  const color = isFailed(node) ? palette.failure : palette.soft(palette.role(node.role), 0.7);
  if (node.duration_ns !== null) return color;
  // It fades away, since its end is not known.
  const fading = context.createLinearGradient(left, 0, left + width, 0);
  fading.addColorStop(0.3, color);
  fading.addColorStop(1, palette.soft(color, 0.2));
  return fading;
}

/** The critical path: a line through what ran, hatches where nothing did. */
function drawSegment({ context, width, palette }: Pen, { window, shape }: BarPicture, { from, to, isWait }: Segment, y: number): void {
  const place = placeOf(window, from, to, width, 1);
  if (place === null) return;
  const [left, long] = place;
  if (isWait) {
    context.strokeStyle = palette.surface;
    context.lineWidth = 2;
    hatch(context, left, y, long, shape.thickness);
    context.fillStyle = palette.path;
    return context.fillRect(left, y + shape.thickness - 2, long, 2);
  }
  const middle = y + Math.floor(shape.thickness / 2);
  // Its edge keeps it apart from bars that are as bright.
  context.fillStyle = palette.surface;
  context.globalAlpha = 0.6;
  context.fillRect(left, middle - 1, long, 4);
  context.globalAlpha = 1;
  context.fillStyle = palette.path;
  context.fillRect(left, middle, long, 2);
}

const kRoomPx = 72;
const kMarginPx = 4;

/** Behind the bar where there is room, else before it, else in it. */
function drawLabel({ context, width, palette }: Pen, { outline, window, shape }: BarPicture, at: number, count: number, y: number): void {
  const [from, to] = [ratioOf(window, outline.start[at]) * width, ratioOf(window, outline.end[at + count - 1]) * width];
  if (to < 0 || from > width) return;
  const text = labelOf(outline, at, count);
  const middle = y + shape.thickness / 2 + 0.5;
  context.fillStyle = palette.text2;
  if (to <= width - kRoomPx) return context.fillText(text, Math.max(to, from + kLeastPx) + kMarginPx, middle);
  const long = context.measureText(text).width;
  if (from >= kRoomPx) return context.fillText(text, from - kMarginPx - long, middle);
  const left = Math.min(width, to) - long - 2 * kMarginPx;
  context.fillStyle = palette.surface;
  context.fillRect(left - kMarginPx, y, long + 2 * kMarginPx, shape.thickness);
  context.fillStyle = palette.text1;
  context.fillText(text, left, middle);
}
