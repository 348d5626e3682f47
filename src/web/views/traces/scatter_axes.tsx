import { h } from "preact";
import * as format from "../../core/format";
import { durationTicks, kMargin, Plot, Scales } from "./scatter_scale";

const kTimeTickPx = 120;

/** Lines and labels behind the points. */
export function ScatterAxes({ scales: { time, duration, earlier }, width, height }: { scales: Scales } & Plot): JSX.Element {
  const bottom = height - kMargin.bottom;
  const text = time.tickFormat();
  return (
    <g class="axes" aria-hidden="true">
      {durationTicks(duration).map((tick) => (
        <g key={String(tick)}>
          <line x1={kMargin.left} x2={width - kMargin.right} y1={duration(tick)} y2={duration(tick)} />
          <text x={kMargin.left - 8} y={duration(tick) + 4} text-anchor="end">{format.duration(tick)}</text>
        </g>
      ))}
      {time.ticks(Math.max(2, Math.floor(width / kTimeTickPx))).map((tick) => (
        <text key={String(tick.getTime())} x={time(tick.getTime())} y={height - 6} text-anchor="middle">{text(tick)}</text>
      ))}
      <line class="base" x1={kMargin.left} x2={width - kMargin.right} y1={bottom} y2={bottom} />
      {earlier > 0 && <text x={kMargin.left + 4} y={kMargin.top + 8}>← {format.count(earlier)} earlier</text>}
    </g>
  );
}
