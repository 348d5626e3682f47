import { h } from "preact";
import * as format from "../../core/format";
import { roleOf } from "../../core/roles";
import type { Segment } from "./critical_path";
import { isFailed, nodeName, Outline } from "./outline";
import { ratioOf, TimeWindow } from "./time_window";

interface Props {
  outline: Outline;
  at: number;
  /** How many spans the row stands for. */
  count: number;
  window: TimeWindow;
  /** Those of the critical path; none when it is not drawn. */
  segments: Segment[];
}

/** The time of a row's spans in the window. */
export function Bars({ outline, at, count, window, segments }: Props): JSX.Element {
  const { start, end } = outline;
  const last = at + count - 1;
  if (Number.isNaN(start[at])) return <div role="gridcell" class="track" />;
  return (
    <div role="gridcell" class="track" title={titleOf(outline, at, count)}>
      {count > 1 ? drawnOf(outline, at, count, window) : <Bar key="bar" outline={outline} at={at} window={window} />}
      {segments.map((segment) => <PathPart key={String(segment.from)} segment={segment} window={window} />)}
      <DurationLabel from={ratioOf(window, start[at])} to={ratioOf(window, end[last])} text={labelOf(outline, at, count)} />
    </div>
  );
}

// Below the width of a pixel on every screen: one bar for all is as good.
const kMostBars = 200;

function drawnOf(outline: Outline, at: number, count: number, window: TimeWindow): JSX.Element | JSX.Element[] {
  if (count > kMostBars) {
    const role = roleOf(outline.nodes[at].role).color;
    return <span class="span-bar many" style={`${placed(window, outline.start[at], outline.end[at + count - 1])};--role:${role}`} />;
  }
  return Array.from({ length: count }, (_, step) => <Bar key={String(step)} outline={outline} at={at + step} window={window} />);
}

function Bar({ outline, at, window }: { outline: Outline; at: number; window: TimeWindow }): JSX.Element | null {
  const node = outline.nodes[at];
  if (outline.end[at] < window.from || outline.start[at] > window.to) return null;
  const kind = `${isFailed(node) ? " failed" : ""}${node.duration_ns === null ? " unfinished" : ""}`;
  return <span class={`span-bar${kind}`} style={`${placed(window, outline.start[at], outline.end[at])};--role:${roleOf(node.role).color}`} />;
}

function PathPart({ segment, window }: { segment: Segment; window: TimeWindow }): JSX.Element | null {
  if (segment.to < window.from || segment.from > window.to) return null;
  const title = segment.isWait ? `nothing below ran for ${format.duration(segment.to - segment.from)}` : undefined;
  return <span class={segment.isWait ? "path wait" : "path"} title={title} style={placed(window, segment.from, segment.to)} />;
}

/** Beyond the window it is cut, since browsers cannot place what lies a million widths away. */
function placed(window: TimeWindow, start: number, end: number): string {
  const from = Math.max(-0.01, ratioOf(window, start));
  const to = Math.min(1.01, ratioOf(window, end));
  // At the very end, too, there is room for the least width of a bar.
  return `left:min(${(from * 100).toFixed(3)}%,100% - 2px);width:${(Math.max(0, to - from) * 100).toFixed(3)}%`;
}

/** Behind the bar where there is room, else before it, else in it. */
function DurationLabel({ from, to, text }: { from: number; to: number; text: string }): JSX.Element | null {
  if (to < 0 || from > 1) return null;
  if (to <= 0.86) return <span class="length" style={`left:${(to * 100).toFixed(2)}%`}>{text}</span>;
  if (from >= 0.14) return <span class="length" style={`right:${((1 - from) * 100).toFixed(2)}%`}>{text}</span>;
  return <span class="length inside" style={`right:${(Math.max(0, 1 - to) * 100).toFixed(2)}%`}>{text}</span>;
}

function labelOf(outline: Outline, at: number, count: number): string {
  const node = outline.nodes[at];
  const text = node.duration_ns === null ? "unfinished" : timeOf(outline, at, count);
  return isFailed(node) ? `✗ ${text}` : text;
}

/** The duration, or the sum of those of a run. */
export function timeOf({ nodes }: Outline, at: number, count: number): string {
  let sum = 0;
  for (let each = at; each < at + count; ++each) sum += nodes[each].duration_ns ?? 0;
  return format.duration(sum);
}

function titleOf(outline: Outline, at: number, count: number): string {
  const node = outline.nodes[at];
  const begins = `begins after ${format.duration(outline.start[at])}`;
  if (count > 1) return `${nodeName(node)}: ${format.count(count)} spans, ${timeOf(outline, at, count)} in all; the first ${begins}`;
  const takes = node.duration_ns === null ? "never ended" : `takes ${format.duration(node.duration_ns)}`;
  const self = node.self_ns === null ? "" : `, ${format.duration(node.self_ns)} of its own`;
  return `${nodeName(node)}: ${begins}, ${takes}${self}`;
}
