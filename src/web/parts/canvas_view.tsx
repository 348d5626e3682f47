import { Component, h } from "preact";
import { onTheme, Palette, readPalette } from "./palette";

/** What can be drawn on now: the part of the content that is seen. */
export interface Surface {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  /** How far the content is scrolled. */
  top: number;
  palette: Palette;
}

/** A place on the canvas, from its upper left corner. */
export interface Point {
  x: number;
  y: number;
  /** As Surface has it. */
  top: number;
  width: number;
}

interface Props {
  /** Of the whole content, in pixels; it scrolls when there is less room. */
  contentHeight: number;
  /** What it shows, for those who do not see it. */
  label: string;
  /** The ID of the element that tells what is pointed at. */
  toldBy: string;
  draw(surface: Surface): void;
  hover(point: Point | null): void;
  press(point: Point): void;
  keyDown(event: KeyboardEvent): void;
  /** Pulled sideways by so many pixels. */
  drag?(byX: number, width: number): void;
  /** Turned over a point: zoom when there is a sign, else sideways by so many pixels. Without, wheels scroll. */
  wheel?(point: Point, event: WheelEvent): void;
  /** A row of the content that has to be seen. */
  shown?: { top: number; height: number } | null;
}

// Less is a trembling hand, not a drag.
const kDragPx = 4;

/** A canvas over content of any height, sharp on every display, drawn once a frame at most. */
export class CanvasView extends Component<Props, {}> {
  private scroller!: HTMLElement;
  private canvas!: HTMLCanvasElement;
  private resizes?: ResizeObserver;
  private stopListening?: () => void;
  private frame = 0;
  private pressed: { x: number; dragging: boolean } | null = null;

  componentDidMount(): void {
    this.resizes = new ResizeObserver(this.redraw);
    this.resizes.observe(this.scroller);
    this.stopListening = onTheme(this.redraw);
    this.scroller.addEventListener("scroll", this.redraw, { passive: true });
    this.canvas.addEventListener("wheel", this.wheel, { passive: false });
    this.canvas.addEventListener("pointerdown", this.down);
    this.canvas.addEventListener("pointermove", this.move);
    this.canvas.addEventListener("pointerup", this.up);
    this.canvas.addEventListener("pointerleave", () => this.props.hover(null));
    this.redraw();
  }

  componentDidUpdate(before: Props): void {
    const { shown } = this.props;
    if (shown && (shown.top !== before.shown?.top || shown.height !== before.shown?.height)) this.scrollTo(shown.top, shown.height);
    this.redraw();
  }

  componentWillUnmount(): void {
    this.resizes?.disconnect();
    this.stopListening?.();
    cancelAnimationFrame(this.frame);
  }

  private scrollTo(top: number, height: number): void {
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop || top + height > scrollTop + clientHeight) this.scroller.scrollTop = top - clientHeight / 2;
  }

  private redraw = (): void => {
    if (this.frame === 0) this.frame = requestAnimationFrame(this.paint);
  };

  private paint = (): void => {
    this.frame = 0;
    const { clientWidth: width, clientHeight: height, scrollTop: top } = this.scroller;
    const scale = window.devicePixelRatio || 1;
    const context = this.canvas.getContext("2d");
    if (context === null || width === 0) return;
    if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    this.props.draw({ context, width, height, top, palette: readPalette() });
  };

  private pointOf(event: MouseEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top, top: this.scroller.scrollTop, width: box.width };
  }

  private wheel = (event: WheelEvent): void => this.props.wheel?.(this.pointOf(event), event);

  private down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.pressed = { x: event.clientX, dragging: false };
    this.canvas.setPointerCapture(event.pointerId);
  };

  private move = (event: PointerEvent): void => {
    const { pressed } = this;
    if (pressed === null) return this.props.hover(this.pointOf(event));
    const byX = event.clientX - pressed.x;
    if (!this.props.drag || (!pressed.dragging && Math.abs(byX) < kDragPx)) return;
    this.pressed = { x: event.clientX, dragging: true };
    this.props.drag(byX, this.canvas.clientWidth);
  };

  private up = (event: PointerEvent): void => {
    const { pressed } = this;
    this.pressed = null;
    if (pressed !== null && !pressed.dragging) this.props.press(this.pointOf(event));
  };

  render({ contentHeight, label, toldBy, drag, keyDown }: Props): JSX.Element {
    return (
      <div class="canvas-view" ref={(element) => element && (this.scroller = element as HTMLElement)}>
        <canvas role="application" aria-label={label} aria-describedby={toldBy} tabIndex={0}
          ref={(element) => element && (this.canvas = element as HTMLCanvasElement)} onKeyDown={keyDown}
          class={drag ? "can-drag" : ""} />
        <div class="canvas-content" style={{ height: `${contentHeight}px` }} aria-hidden="true" />
      </div>
    );
  }
}

/** A text cut to a width, with the font that is set. */
export function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  // Names may be as long as their makers like; no block shows more.
  const short = text.slice(0, 300);
  const measured = context.measureText(short).width;
  if (measured <= width) return short;
  const letters = Math.floor((short.length * width) / measured) - 1;
  return letters < 2 ? "" : `${short.slice(0, letters)}…`;
}
