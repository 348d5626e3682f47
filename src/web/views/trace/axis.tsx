import { h } from "preact";
import { RangeDrag } from "../../parts/range_drag";
import { Tick, TimeWindow, within } from "./time_window";

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

/** The same times as lines behind the bars. */
export function GridLines({ ticks }: { ticks: Tick[] }): JSX.Element {
  return (
    <div class="grid-lines" aria-hidden="true">
      {ticks.map(({ ratio }) => <span key={String(ratio)} style={`left:${ratio * 100}%`} />)}
    </div>
  );
}
