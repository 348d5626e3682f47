import { h } from "preact";
import { RangeDrag } from "../../parts/range_drag";
import type { Interval } from "./lanes/intervals";
import { ratioOf, Tick, TimeWindow, within } from "./time_window";

interface Props {
  window: TimeWindow;
  extent: number;
  ticks: Tick[];
  zoom(window: TimeWindow): void;
}

// A text further right would be cut.
const kLastText = 0.94;

/** The times above the bars; a part dragged out becomes the window. */
export function Axis({ window, extent, ticks, zoom }: Props): JSX.Element {
  const time = (ratio: number) => window.from + ratio * (window.to - window.from);
  return (
    <RangeDrag class="axis" label="Drag to zoom" select={(from, to) => zoom(within({ from: time(from), to: time(to) }, extent))}>
      {ticks.map(({ ratio, text }) => <span key={String(ratio)} class="tick" style={`left:${ratio * 100}%`}>{ratio < kLastText ? text : ""}</span>)}
    </RangeDrag>
  );
}

// Narrower bands than a part of the window cannot be seen; the bars hatch them.
const kLeastBand = 0.002;

/** The same times as lines behind the bars, and bands where the trace stood still. */
export function GridLines({ ticks, window, still }: { ticks: Tick[]; window: TimeWindow; still: Interval[] }): JSX.Element {
  const bands = still.map(([from, to]) => [Math.max(0, ratioOf(window, from)), Math.min(1, ratioOf(window, to))])
    .filter(([from, to]) => to - from >= kLeastBand);
  return (
    <div class="grid-lines" aria-hidden="true">
      {bands.map(([from, to]) => <span key={`still ${from}`} class="still" style={`left:${from * 100}%;width:${(to - from) * 100}%`} />)}
      {ticks.map(({ ratio }) => <span key={String(ratio)} style={`left:${ratio * 100}%`} />)}
    </div>
  );
}
