import { Scale, scaleLog, scaleTime, TimeScale } from "d3-scale";
import { localTime } from "../../core/format";
import type { TraceRow } from "./trace_row";

export interface Plot {
  width: number;
  height: number;
}

export const kMargin = { left: 56, right: 12, top: 4, bottom: 20 };

export interface Scales {
  /** Milliseconds since 1970 to pixels. */
  time: TimeScale;
  /** Nanoseconds to pixels. */
  duration: Scale;
  /** Traces that began before what the axis shows. */
  earlier: number;
}

/** The part of traces that may stand at the edge so that the others are told apart. */
const kFew = 0.1;
/** The axis leaves few traces out only when the rest then has so many times the room. */
const kGain = 20;

/** Scales for traces whose start and duration are known. */
export function scalesOf(rows: TraceRow[], { width, height }: Plot): Scales {
  const starts = rows.map((row) => (row.start_ns as number) / 1e6).sort((left, right) => left - right);
  const durations = rows.map((row) => Math.max(1, row.duration_ns as number));
  const few = Math.floor(starts.length * kFew);
  const last = starts[starts.length - 1];
  const crowded = last - starts[0] > kGain * (last - starts[few] + 1);
  const first = crowded ? starts[few] : starts[0];
  return {
    time: scaleTime().domain(spread(first, last, 1)).range([kMargin.left, width - kMargin.right]),
    duration: scaleLog().domain(widened(Math.min(...durations), Math.max(...durations))).range([height - kMargin.bottom, kMargin.top]),
    earlier: crowded ? few : 0,
  };
}

/** Two ends that differ, with some room at either side. */
function spread(first: number, last: number, least: number): [number, number] {
  const room = Math.max(least, (last - first) * 0.02);
  return [first - room, last + room];
}

/** The same on a logarithmic axis. */
function widened(least: number, most: number): [number, number] {
  const room = Math.max(1.2, (most / least) ** 0.08);
  return [least / room, most * room];
}

/** Powers of ten within the axis; the ends where there are none. */
export function durationTicks(scale: Scale): number[] {
  const powers = scale.ticks(4).filter((tick) => Number.isInteger(Math.round(Math.log10(tick) * 1e6) / 1e6));
  return powers.length > 1 ? powers.slice(-5) : scale.ticks(2).filter((_, index, all) => index % Math.ceil(all.length / 3) === 0);
}

const kDayMs = 86_400_000;

/** A time on an axis that shows `spanMs`: as much of it as tells the labels apart. */
export function timeTick(time: Date, spanMs: number): string {
  const [date, clock] = localTime(time.getTime() * 1e6).split(" ");
  if (spanMs > 3 * kDayMs) return date;
  if (spanMs > kDayMs) return `${date.slice(5)} ${clock.slice(0, 5)}`;
  return clock.slice(0, spanMs > 600_000 ? 5 : spanMs > 5_000 ? 8 : 12);
}
