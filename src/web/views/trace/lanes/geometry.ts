import type { Lane } from "./layout";

/** Where lanes and their rows stand, in pixels. */

export const kRow = 20;
export const kAxis = 22;
const kGap = 8;

export interface Geometry {
  /** Of each lane, and behind the last. */
  laneTops: number[];
  /** Of each row its lane. */
  laneOfRow: Int32Array;
}

export function geometryOf(lanes: Lane[]): Geometry {
  const laneTops: number[] = [];
  const laneOfRow = new Int32Array(lanes.reduce((sum, { rows }) => sum + rows, 0));
  let top = kAxis;
  lanes.forEach(({ first, rows }, index) => {
    laneTops.push(top);
    laneOfRow.fill(index, first, first + rows);
    top += rows * kRow + kGap;
  });
  return { laneTops: [...laneTops, top], laneOfRow };
}

export function rowTop({ laneTops, laneOfRow }: Geometry, lanes: Lane[], row: number): number {
  const lane = laneOfRow[row];
  return laneTops[lane] + kGap / 2 + (row - lanes[lane].first) * kRow;
}

/** The row at a height; -1 between rows. */
export function rowAt({ laneTops }: Geometry, lanes: Lane[], y: number): number {
  const lane = laneTops.findIndex((top, index) => y >= top && y < laneTops[index + 1]);
  if (lane < 0) return -1;
  const row = Math.floor((y - laneTops[lane] - kGap / 2) / kRow);
  return row >= 0 && row < lanes[lane].rows ? lanes[lane].first + row : -1;
}

/** The width of the names at the left. */
export function gutterOf(width: number): number {
  return Math.min(200, Math.round(width * 0.36));
}
