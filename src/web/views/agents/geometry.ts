import type { Layout } from "./layered_layout";

/** A layout in pixels: nodes as boxes, edges as curves from the right of one to the left of another. */

export const kNodeWidth = 176;
export const kNodeHeight = 26;
const kPitch = 34;
const kMargin = 16;
// Between the columns of a layout there is room for curves, inside a column that is broken hardly any.
const kGap = 168;
const kInnerGap = 20;
// Taller columns are broken, so that callers and called are seen together.
const kMostRows = 14;

/** The upper left corner of a node. */
export interface Place {
  x: number;
  y: number;
}

export function placesOf({ columns, places, heights }: Layout): Place[] {
  const lefts = leftsOf(heights);
  const rows = rowsOf(heights);
  const tallest = Math.max(...rows);
  return columns.map((column, node) => ({
    x: lefts[column] + Math.floor(places[node] / rows[column]) * (kNodeWidth + kInnerGap),
    y: kMargin + ((places[node] % rows[column]) + (tallest - rows[column]) / 2) * kPitch,
  }));
}

/** How many nodes of each column stand below each other: as even as they can be. */
function rowsOf(heights: number[]): number[] {
  return heights.map((height) => Math.ceil(height / Math.ceil(height / kMostRows)));
}

function leftsOf(heights: number[]): number[] {
  const rows = rowsOf(heights);
  let left = kMargin;
  return heights.map((height, column) => {
    const at = left;
    left += Math.ceil(height / rows[column]) * (kNodeWidth + kInnerGap) - kInnerGap + kGap;
    return at;
  });
}

export function sizeOf({ heights }: Layout): { width: number; height: number } {
  const [last, rows] = [heights[heights.length - 1], rowsOf(heights)];
  const columns = Math.ceil(last / rows[rows.length - 1]);
  return {
    width: leftsOf(heights)[heights.length - 1] + columns * (kNodeWidth + kInnerGap) - kInnerGap + kMargin,
    // Room for the curves of calls that lead back.
    height: 2 * kMargin + Math.max(...rows) * kPitch + 24,
  };
}

/** Calls that lead back, or to the same node, go below. */
function leadsBack(from: Place, to: Place): boolean {
  return to.x <= from.x;
}

export function edgePath(from: Place, to: Place): string {
  const [fromY, toY] = [from.y + kNodeHeight / 2, to.y + kNodeHeight / 2];
  const fromX = from.x + kNodeWidth;
  if (!leadsBack(from, to)) {
    const bend = (to.x - fromX) / 2;
    return `M${fromX},${fromY} C${fromX + bend},${fromY} ${to.x - bend},${toY} ${to.x - 6},${toY}`;
  }
  const below = Math.max(fromY, toY) + kNodeHeight;
  return `M${fromX},${fromY} C${fromX + 48},${below + 8} ${to.x - 48},${below + 8} ${to.x - 6},${toY}`;
}

export function arrowHead(to: Place, size: number): string {
  const y = to.y + kNodeHeight / 2;
  return `M${to.x},${y} l${-size},${-size / 2} v${size} z`;
}

/** Where the label of an edge stands. */
export function labelPlace(from: Place, to: Place): Place {
  if (leadsBack(from, to)) return { x: (from.x + to.x + kNodeWidth) / 2, y: Math.max(from.y, to.y) + kNodeHeight * 1.6 };
  // Half way of the first gap, where no node lies over it.
  const y = to.x - from.x < kNodeWidth + 1.5 * kGap ? (from.y + to.y) / 2 : from.y;
  return { x: from.x + kNodeWidth + kGap / 2, y: y + kNodeHeight / 2 };
}
