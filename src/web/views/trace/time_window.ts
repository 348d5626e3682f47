import { scaleLinear } from "d3-scale";
import * as format from "../../core/format";

/** The part of a trace's time that is shown, in nanoseconds since it began. */
export interface TimeWindow {
  from: number;
  to: number;
}

// Closer, the digits of a time are used up.
const kLeastNs = 100;

/** Moves and widens a window so that it lies in the trace. */
export function within({ from, to }: TimeWindow, extent: number): TimeWindow {
  const length = Math.min(extent, Math.max(kLeastNs, to - from));
  const first = Math.max(0, Math.min(extent - length, from));
  return { from: first, to: first + length };
}

/** A window that is longer by a factor, about a point of it that keeps its place: 0 is left, 1 right. */
export function zoomed({ from, to }: TimeWindow, factor: number, at: number, extent: number): TimeWindow {
  const length = Math.max(kLeastNs, (to - from) * factor);
  const pivot = from + (to - from) * at;
  return within({ from: pivot - length * at, to: pivot + length * (1 - at) }, extent);
}

/** The window that lies further by a part of its length. */
export function panned({ from, to }: TimeWindow, part: number, extent: number): TimeWindow {
  const by = (to - from) * part;
  return within({ from: from + by, to: to + by }, extent);
}

/** As the address holds it; empty for the whole trace. */
export function windowText({ from, to }: TimeWindow, extent: number): string {
  return from <= 0 && to >= extent ? "" : `${Math.round(from)}-${Math.round(to)}`;
}

export function windowOf(text: string | null, extent: number): TimeWindow {
  const found = /^(\d+)-(\d+)$/.exec(text ?? "");
  if (found === null || Number(found[1]) >= Number(found[2])) return { from: 0, to: extent };
  return within({ from: Number(found[1]), to: Number(found[2]) }, extent);
}

/** Where a time lies in the window: 0 is its beginning, 1 its end. */
export function ratioOf({ from, to }: TimeWindow, time: number): number {
  return (time - from) / (to - from);
}

export interface Tick {
  ratio: number;
  text: string;
}

/** Round times in a window. Where it is short beside how far it lies in the trace, they count from its beginning, since
 *  their texts would be the same otherwise. */
export function ticksOf(window: TimeWindow, count: number): Tick[] {
  const length = window.to - window.from;
  const isDeep = window.from > 50 * length;
  const base = isDeep ? window.from : 0;
  const unit = unitOf(length);
  const textOf = (time: number) => (time === 0 ? (isDeep ? format.duration(base) : "0") : (isDeep ? "+" : "") + format.duration(time));
  return scaleLinear().domain([(window.from - base) / unit, (window.to - base) / unit]).ticks(count)
    .map((step) => ({ ratio: ratioOf(window, base + step * unit), text: textOf(step * unit) }));
}

const kMinute = 60e9;

/** What round numbers are numbers of: minutes and hours have no hundreds. */
function unitOf(length: number): number {
  return length > 120 * kMinute ? 60 * kMinute : length > 2 * kMinute ? kMinute : 1;
}
