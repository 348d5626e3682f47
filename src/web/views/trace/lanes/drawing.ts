import { percent } from "../../../core/format";
import { roleOf } from "../../../core/roles";
import type { Node } from "../../../core/shapes";
import { Surface, fitted } from "../../../parts/canvas_view";
import { hatch } from "../../../parts/hatch";
import { TimeWindow, ratioOf, ticksOf } from "../time_window";
import { Geometry, gutterOf, kAxis, kRow, rowTop } from "./geometry";
import type { Arrow, Lane, LaneLayout } from "./layout";

export interface LanePicture {
  layout: LaneLayout;
  geometry: Geometry;
  nodes: Node[];
  window: TimeWindow;
  extent: number;
  /** Blocks; -1 for none. */
  pointed: number;
  selected: number;
}

const kTextPx = 26;
const kStripePx = 3;
// Above the hatches of waits.
const kTextMiddle = 8;
// More arrows at once hide what is under them: then only those of the spans that stand out.
const kMostArrows = 250;

export function drawLanes(surface: Surface, picture: LanePicture): void {
  const { context, width, height } = surface;
  const gutter = gutterOf(width);
  context.textBaseline = "middle";
  context.save();
  context.beginPath();
  context.rect(gutter, 0, width - gutter, height);
  context.clip();
  drawGrid(surface, picture);
  for (const row of rowsInSight(surface, picture)) {
    drawWaits(surface, picture, row, false);
    drawBlocks(surface, picture, row);
    drawWaits(surface, picture, row, true);
  }
  drawArrows(surface, picture);
  context.restore();
  drawNames(surface, picture);
  drawAxis(surface, picture);
}

function rowsInSight({ top, height }: Surface, { layout, geometry }: LanePicture): number[] {
  const rows: number[] = [];
  layout.lanes.forEach((lane, index) => {
    if (geometry.laneTops[index + 1] < top || geometry.laneTops[index] > top + height) return;
    for (let row = lane.first; row < lane.first + lane.rows; ++row) {
      const y = rowTop(geometry, layout.lanes, row) - top;
      if (y > -kRow && y < height) rows.push(row);
    }
  });
  return rows;
}

function xOf({ width }: Surface, { window }: LanePicture, time: number): number {
  const gutter = gutterOf(width);
  return gutter + ratioOf(window, time) * (width - gutter);
}

function drawGrid(surface: Surface, picture: LanePicture): void {
  const { context, width, height, top, palette } = surface;
  context.fillStyle = palette.surface3;
  for (const { ratio } of ticks(surface, picture)) {
    context.fillRect(Math.round(gutterOf(width) + ratio * (width - gutterOf(width))), 0, 1, height);
  }
  context.fillStyle = palette.line;
  for (const laneTop of picture.geometry.laneTops) context.fillRect(0, Math.round(laneTop - top), width, 1);
}

function ticks({ width }: Surface, { window }: LanePicture) {
  return ticksOf(window, Math.max(2, Math.floor((width - gutterOf(width)) / 140)));
}

function drawBlocks(surface: Surface, picture: LanePicture, row: number): void {
  const { width, top } = surface;
  const { layout, geometry, window } = picture;
  const y = rowTop(geometry, layout.lanes, row) - top;
  const gutter = gutterOf(width);
  let drawnTo = -1;
  layout.rows.each(row, window.from, window.to, (index) => {
    const { from, to, node } = layout.blocks[index];
    const left = Math.floor(Math.max(gutter - 4, xOf(surface, picture, from)));
    const right = Math.max(left + 1, Math.round(Math.min(width + 4, xOf(surface, picture, to))));
    const isMarked = index === picture.pointed || index === picture.selected;
    // Many blocks in one pixel are drawn once, failures always.
    if (right <= drawnTo && !isMarked && picture.nodes[node].evidence.length === 0) return;
    drawnTo = right;
    drawBlock(surface, picture.nodes[node], left, y, right - left);
    if (isMarked) outline(surface, index === picture.pointed, left, y, right - left);
  });
}

function drawBlock({ context, palette }: Surface, node: Node, x: number, y: number, width: number): void {
  const role = roleOf(node.role);
  const color = palette.role(role.name);
  const failed = node.evidence.length > 0;
  const height = kRow - 2;
  if (width <= kStripePx) {
    context.fillStyle = failed ? palette.failure : color;
    context.fillRect(x, y, width, height);
    return;
  }
  context.fillStyle = palette.soft(color, 0.3);
  context.fillRect(x, y, width, height);
  context.fillStyle = color;
  context.fillRect(x, y, 3, height);
  if (failed) {
    context.fillStyle = palette.failure;
    context.fillRect(x, y + height - 2, width, 2);
  }
  context.font = "12px system-ui, sans-serif";
  context.fillStyle = palette.text1;
  const text = `${failed ? "✗ " : ""}${role.letter}${width < kTextPx ? "" : ` ${node.name}`}`;
  if (width >= 14) context.fillText(width < kTextPx ? role.letter : fitted(context, text, width - 10), x + 5, y + kTextMiddle);
}

function outline({ context, palette }: Surface, isPointed: boolean, x: number, y: number, width: number): void {
  context.strokeStyle = isPointed ? palette.text1 : palette.accent;
  context.lineWidth = 2;
  context.strokeRect(x + 1, y, Math.max(1, width - 2), kRow - 2);
}

/** Waits in a queue lie where nothing else is, those of a span over the span. */
function drawWaits(surface: Surface, picture: LanePicture, row: number, overBlocks: boolean): void {
  const { width, top } = surface;
  const { layout, geometry, window } = picture;
  const y = rowTop(geometry, layout.lanes, row) - top;
  const gutter = gutterOf(width);
  let drawnTo = -1;
  layout.waitRows.each(row, window.from, window.to, (index) => {
    const { from, to, inQueue } = layout.waits[index];
    if (inQueue === overBlocks) return;
    const left = Math.max(gutter, xOf(surface, picture, from));
    const right = Math.min(width, xOf(surface, picture, to));
    if (right - left < 1 || right <= drawnTo) return;
    drawnTo = right;
    drawWait(surface, left, overBlocks ? y + kRow - 6 : y, right - left, overBlocks ? 4 : kRow - 2);
  });
}

function drawWait({ context, palette }: Surface, x: number, y: number, width: number, height: number): void {
  context.fillStyle = palette.surface;
  context.fillRect(x, y, width, height);
  context.strokeStyle = palette.text3;
  context.lineWidth = 1;
  hatch(context, x, y, width, height);
}

function drawArrows(surface: Surface, picture: LanePicture): void {
  const { context, palette } = surface;
  const seen = arrowsInSight(surface, picture);
  context.lineWidth = 1;
  context.strokeStyle = context.fillStyle = palette.text2;
  context.beginPath();
  for (const [x1, y1, x2, y2] of seen) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
  context.beginPath();
  for (const line of seen) head(context, line);
  context.fill();
}

type Line = [number, number, number, number];

function arrowsInSight(surface: Surface, picture: LanePicture): Line[] {
  const { arrows } = picture.layout;
  const seen: Line[] = [];
  for (const arrow of arrows) {
    const line = lineOf(surface, picture, arrow);
    if (line !== null) seen.push(line);
    if (seen.length > kMostArrows) return marked(surface, picture);
  }
  return seen;
}

function marked(surface: Surface, picture: LanePicture): Line[] {
  const blocks = [picture.pointed, picture.selected];
  const touching = picture.layout.arrows.filter(({ from, to }) => blocks.includes(from) || blocks.includes(to));
  return touching.slice(0, kMostArrows).map((arrow) => lineOf(surface, picture, arrow)).filter((line): line is Line => line !== null);
}

/** Where an arrow is drawn; null out of sight. */
function lineOf(surface: Surface, picture: LanePicture, { from, to, sentNs }: Arrow): Line | null {
  const { width, height, top } = surface;
  const { layout, geometry } = picture;
  const [x1, x2] = [xOf(surface, picture, sentNs), xOf(surface, picture, layout.blocks[to].from)];
  if (Math.max(x1, x2) < gutterOf(width) || Math.min(x1, x2) > width) return null;
  const middle = (block: number) => rowTop(geometry, layout.lanes, layout.blocks[block].row) - top + kRow / 2 - 1;
  const [y1, y2] = [middle(from), middle(to)];
  return Math.max(y1, y2) < 0 || Math.min(y1, y2) > height ? null : [x1, y1, x2, y2];
}

function head(context: CanvasRenderingContext2D, [x1, y1, x2, y2]: Line): void {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const corner = (turn: number) => [x2 - 7 * Math.cos(angle + turn), y2 - 7 * Math.sin(angle + turn)] as const;
  context.moveTo(x2, y2);
  context.lineTo(...corner(0.45));
  context.lineTo(...corner(-0.45));
}

function drawNames(surface: Surface, { layout, geometry, extent }: LanePicture): void {
  const { context, width, height, top, palette } = surface;
  const gutter = gutterOf(width);
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, gutter - 1, height);
  context.fillStyle = palette.line;
  context.fillRect(gutter - 1, 0, 1, height);
  layout.lanes.forEach((lane, index) => {
    const bottom = geometry.laneTops[index + 1] - top;
    if (bottom < kAxis || geometry.laneTops[index] - top > height) return;
    context.fillStyle = palette.line;
    context.fillRect(0, Math.round(bottom), gutter, 1);
    // A lane that is scrolled half away keeps its name.
    const y = Math.min(bottom - kRow / 2 - 4, Math.max(geometry.laneTops[index] - top, kAxis) + kRow / 2 + 4);
    drawName(surface, lane, Math.min(1, lane.busyNs / extent), y);
  });
}

const kFigurePx = 44;
// On a phone there is no room for it.
const kBarPx = 32;

/** A lane's name, and for how much of the trace it was busy. */
function drawName({ context, width, palette }: Surface, { name, failures }: Lane, busy: number, y: number): void {
  const gutter = gutterOf(width);
  const bar = gutter > 150 ? kBarPx : 0;
  const left = gutter - kFigurePx - bar;
  context.font = "12px system-ui, sans-serif";
  context.fillStyle = palette.text2;
  context.textAlign = "right";
  context.fillText(percent(busy), gutter - 8, y);
  context.textAlign = "left";
  context.fillStyle = palette.surface3;
  context.fillRect(left, y - 4, bar, 8);
  context.fillStyle = palette.accent;
  context.fillRect(left, y - 4, bar * busy, 8);
  context.fillStyle = failures > 0 ? palette.failure : palette.text1;
  context.fillText(fitted(context, `${failures > 0 ? "✗ " : ""}${name === "" ? "(no name)" : name}`, left - 20), 8, y);
}

function drawAxis(surface: Surface, picture: LanePicture): void {
  const { context, width, palette } = surface;
  const gutter = gutterOf(width);
  context.fillStyle = palette.surface2;
  context.fillRect(0, 0, width, kAxis);
  context.fillStyle = palette.line;
  context.fillRect(0, kAxis - 1, width, 1);
  context.font = "11px system-ui, sans-serif";
  context.fillStyle = palette.text2;
  context.fillText("busy", gutter - 8 - context.measureText("busy").width, kAxis / 2);
  for (const { ratio, text } of ticks(surface, picture)) {
    const x = gutter + ratio * (width - gutter) + 4;
    if (x + context.measureText(text).width < width) context.fillText(text, x, kAxis / 2);
  }
}
