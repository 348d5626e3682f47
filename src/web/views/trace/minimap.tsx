import { Component, h } from "preact";
import { Canvas, Pen } from "../../parts/canvas";
import { RangeDrag } from "../../parts/range_drag";
import type { Outline } from "./outline";
import { TimeWindow, within } from "./time_window";

interface Props {
  outline: Outline;
  window: TimeWindow;
  zoom(window: TimeWindow): void;
}

/** The whole trace, and which part of it is shown. */
export class Minimap extends Component<Props, {}> {
  private drawn?: Outline;
  private draw: (pen: Pen) => void = () => undefined;

  private centre(at: number): void {
    const { window, outline, zoom } = this.props;
    const half = (window.to - window.from) / 2;
    zoom(within({ from: at * outline.extent - half, to: at * outline.extent + half }, outline.extent));
  }

  render({ outline, window, zoom }: Props): JSX.Element {
    if (this.drawn !== outline) {
      this.drawn = outline;
      this.draw = (pen) => drawAll(outline, pen);
    }
    const [left, right] = [window.from / outline.extent, window.to / outline.extent].map((ratio) => ratio * 100);
    return (
      <RangeDrag class="minimap" label="Drag to zoom"
        select={(from, to) => zoom(within({ from: from * outline.extent, to: to * outline.extent }, outline.extent))}
        press={(at) => this.centre(at)}>
        <Canvas draw={this.draw} />
        <span class="outside" style={`left:0;width:${left}%`} />
        <span class="outside" style={`left:${right}%;right:0`} />
        <span class="inside" style={`left:${left}%;width:${right - left}%`} />
      </RangeDrag>
    );
  }
}

const kMostHeight = 3;
const kFailure = 255;

/** The colours of its bars by lines, of which many spans share one, and pixels: what many spans cover is drawn once.
 *  Failures last, so that nothing lies over them. */
function drawAll(outline: Outline, { context, height, palette, ...pen }: Pen): void {
  const width = Math.floor(pen.width);
  const { nodes, start, end, extent, failures } = outline;
  const step = Math.min(kMostHeight + 1, (height - 4) / nodes.length);
  const lines = step < 1 ? Math.ceil(height - 4) : nodes.length;
  const inks = [...new Set(nodes.map(({ role }) => role))];
  const inkOf = new Map(inks.map((role, ink) => [role, ink + 1]));
  const pixels = new Uint8Array(lines * width);
  const bar = (at: number, ink: number) => {
    const line = (step < 1 ? Math.floor(at * step) : at) * width;
    const from = Math.min(width - 1, Math.round((start[at] / extent) * width));
    pixels.fill(ink, line + from, line + Math.min(width, Math.max(from + 1, Math.round((end[at] / extent) * width))));
  };
  nodes.forEach((node, at) => Number.isNaN(start[at]) || bar(at, inkOf.get(node.role) as number));
  failures.forEach((at) => Number.isNaN(start[at]) || bar(at, kFailure));
  const thick = Math.max(1, Math.min(kMostHeight, step));
  forEachRun(pixels, width, (ink, line, from, to) => {
    context.fillStyle = ink === kFailure ? palette.failure : palette.role(inks[ink - 1]);
    context.fillRect(from, 2 + line * Math.max(1, step), to - from, thick);
  });
}

function forEachRun(pixels: Uint8Array, width: number, draw: (ink: number, line: number, from: number, to: number) => void): void {
  for (let from = 0; from < pixels.length;) {
    const lineEnd = from - (from % width) + width;
    let to = from + 1;
    while (to < lineEnd && pixels[to] === pixels[from]) ++to;
    if (pixels[from] !== 0) draw(pixels[from], Math.floor(from / width), from % width, to - (lineEnd - width));
    from = to;
  }
}
