import { Component, h } from "preact";
import { Canvas, Pen } from "../../parts/canvas";
import { RangeDrag } from "../../parts/range_drag";
import { isFailed, Outline } from "./outline";
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

/** Failures last, so that nothing lies over them. */
function drawAll(outline: Outline, { context, width, height, palette }: Pen): void {
  const { nodes, start, end, extent, failures } = outline;
  const step = Math.min(kMostHeight + 1, (height - 4) / nodes.length);
  const thick = Math.max(1, Math.min(kMostHeight, step));
  const bar = (at: number) => {
    const from = (start[at] / extent) * width;
    context.fillRect(from, 2 + at * step, Math.max(1, (end[at] / extent) * width - from), thick);
  };
  nodes.forEach((node, at) => {
    if (Number.isNaN(start[at]) || isFailed(node)) return;
    context.fillStyle = palette.role(node.role);
    bar(at);
  });
  context.fillStyle = palette.failure;
  failures.forEach(bar);
}
