import type { TimeScale } from "d3-scale";
import { h } from "preact";
import * as format from "../../core/format";
import { durationTicks, kMargin, Plot, Scales, timeTick } from "./scatter_scale";

const kTimeTickPx = 120;
const kLabelPx = 80;

/** Lines and labels behind the points. */
export function ScatterAxes({ scales: { time, duration, earlier }, width, height }: { scales: Scales } & Plot): JSX.Element {
  const bottom = height - kMargin.bottom;
  const [first, last] = time.domain();
  const spanMs = last.getTime() - first.getTime();
  return (
    <g class="axes" aria-hidden="true">
      {durationTicks(duration).map((tick) => (
        <g key={String(tick)}>
          <line x1={kMargin.left} x2={width - kMargin.right} y1={duration(tick)} y2={duration(tick)} />
          <text x={kMargin.left - 8} y={duration(tick) + 4} text-anchor="end">{format.duration(tick)}</text>
        </g>
      ))}
      {apart(time.ticks(Math.max(2, Math.floor(width / kTimeTickPx))), time, width).map((tick) => (
        <text key={String(tick.getTime())} x={time(tick.getTime())} y={height - 6} text-anchor="middle">{timeTick(tick, spanMs)}</text>
      ))}
      <line class="base" x1={kMargin.left} x2={width - kMargin.right} y1={bottom} y2={bottom} />
      {earlier > 0 && <text x={kMargin.left + 4} y={kMargin.top + 8}>← {format.count(earlier)} earlier</text>}
    </g>
  );
}

/** Without those whose labels would be cut, or touch: the first days of months are not as far apart as other ticks. */
function apart(ticks: Date[], time: TimeScale, width: number): Date[] {
  const kept: Date[] = [];
  for (const tick of ticks.filter((each) => time(each.getTime()) < width - kLabelPx / 2)) {
    const last = kept[kept.length - 1];
    if (last === undefined || time(tick.getTime()) - time(last.getTime()) >= kLabelPx) kept.push(tick);
  }
  return kept;
}
