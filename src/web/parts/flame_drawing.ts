import { roleOf } from "../core/roles";
import type { BlockRows } from "./block_rows";
import { Surface, fitted } from "./canvas_view";
import type { FlameBlock } from "./flame_layout";
import type { Palette } from "./palette";

export const kFlameRow = 22;

// A block narrower than this is a stripe of its colour; one narrower than the other has no text.
const kStripePx = 3;
const kTextPx = 28;

export interface FlamePicture {
  blocks: FlameBlock[];
  rows: BlockRows;
  range: [number, number];
  pointed: number | null;
  selected: number | null;
  /** Those that were looked for; the others are dimmed. */
  matches: Set<number> | null;
}

export function drawFlame(surface: Surface, picture: FlamePicture): void {
  const { context, height, top } = surface;
  context.font = "12px system-ui, sans-serif";
  context.textBaseline = "middle";
  const first = Math.max(0, Math.floor(top / kFlameRow));
  const end = Math.min(picture.rows.rows, Math.ceil((top + height) / kFlameRow));
  for (let row = first; row < end; ++row) drawRow(surface, picture, row);
}

function drawRow(surface: Surface, picture: FlamePicture, row: number): void {
  const { width, top } = surface;
  const [from, to] = picture.range;
  const scale = width / (to - from);
  const y = row * kFlameRow - top;
  let drawnTo = -1;
  // What ends or begins just at the edge is out of sight.
  const edge = (to - from) * 1e-9;
  picture.rows.each(row, from + edge, to - edge, (index) => {
    const block = picture.blocks[index];
    const left = Math.floor(Math.max(0, (block.from - from) * scale));
    const right = Math.max(left + 1, Math.round(Math.min(width, (block.to - from) * scale)));
    // Many blocks in one pixel are drawn once.
    if (right <= drawnTo && !isMarked(picture, index)) return;
    drawnTo = right;
    drawBlock(surface, picture, index, left, y, right - left);
  });
}

function isMarked({ pointed, selected, matches }: FlamePicture, index: number): boolean {
  return index === pointed || index === selected || (matches?.has(index) ?? false);
}

function drawBlock({ context, palette }: Surface, picture: FlamePicture, index: number, x: number, y: number, width: number): void {
  const block = picture.blocks[index];
  const dimmed = picture.matches !== null && !picture.matches.has(index);
  const color = colorOf(block, palette);
  const stripe = width < kStripePx;
  const height = kFlameRow - 2;
  context.globalAlpha = dimmed ? 0.35 : 1;
  context.fillStyle = stripe ? color : palette.soft(color, block.change === null ? 0.28 : 0.12 + 0.5 * Math.abs(block.change));
  context.fillRect(x, y + 1, stripe ? width : width - 1, height);
  if (!stripe && block.change === null) {
    context.fillStyle = color;
    context.fillRect(x, y + 1, 3, height);
  }
  if (block.failed) {
    context.fillStyle = palette.failure;
    context.fillRect(x, y + height - 1, Math.max(1, width - 1), 2);
  }
  if (width >= kTextPx) {
    context.fillStyle = palette.text1;
    context.fillText(fitted(context, textOf(block), width - 12), x + 7, y + kFlameRow / 2);
  }
  context.globalAlpha = 1;
  if (isMarked(picture, index)) outline(context, index === picture.pointed ? palette.text1 : palette.accent, x, y, width);
}

function outline(context: CanvasRenderingContext2D, color: string, x: number, y: number, width: number): void {
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.strokeRect(x + 0.75, y + 1.75, Math.max(1, width - 2.5), kFlameRow - 3.5);
}

function textOf({ name, role, failed, change }: FlameBlock): string {
  const sign = change === null ? "" : change > 0.005 ? "▲ " : change < -0.005 ? "▼ " : "= ";
  return `${failed ? "✗ " : ""}${sign}${change === null ? `${roleOf(role).letter} ` : ""}${name}`;
}

/** By role; or, where sides are compared, by whether it takes more or less time. */
function colorOf({ role, change }: FlameBlock, palette: Palette): string {
  if (change === null) return palette.role(roleOf(role).name);
  return change > 0 ? palette.warning : change < 0 ? palette.accent : palette.text3;
}
