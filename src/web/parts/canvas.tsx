import { Component, h } from "preact";
import { onTheme, Palette, readPalette } from "./palette";

export interface Pen {
  context: CanvasRenderingContext2D;
  /** Pixels of the page, whatever the screen has. */
  width: number;
  height: number;
  palette: Palette;
}

interface Props {
  /** Draws everything. Another function draws something else; the same one is called again for another size or theme. */
  draw(pen: Pen): void;
  class?: string;
}

/** A drawing as large as its place, sharp on every screen. It says nothing to those who cannot see it: what it shows must
 *  stand in text beside it. */
export class Canvas extends Component<Props, {}> {
  private canvas?: HTMLCanvasElement;
  private sizes?: ResizeObserver;
  // Told by the observer: to ask the element would lay the page out anew for every drawing.
  private size = { width: 0, height: 0 };
  private frame = 0;
  private stopListening?: () => void;

  componentDidMount(): void {
    this.sizes = new ResizeObserver(([{ contentRect }]) => {
      this.size = contentRect;
      this.draw();
    });
    this.sizes.observe(this.canvas as Element);
    this.stopListening = onTheme(this.draw);
  }

  shouldComponentUpdate(next: Props): boolean {
    return next.draw !== this.props.draw;
  }

  componentDidUpdate(): void {
    // A font is looked up in the document: after all of its changes, not between them.
    if (this.frame === 0) this.frame = requestAnimationFrame(this.draw);
  }

  componentWillUnmount(): void {
    this.sizes?.disconnect();
    this.stopListening?.();
    cancelAnimationFrame(this.frame);
  }

  private draw = (): void => {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const canvas = this.canvas as HTMLCanvasElement;
    const { width, height } = this.size;
    if (width === 0 || height === 0) return;
    const scale = window.devicePixelRatio;
    const [across, down] = [Math.round(width * scale), Math.round(height * scale)];
    if (canvas.width !== across) canvas.width = across;
    if (canvas.height !== down) canvas.height = down;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    this.props.draw({ context, width, height, palette: readPalette() });
  };

  render(props: Props): JSX.Element {
    return <canvas class={props.class} aria-hidden="true" ref={(element) => (this.canvas = element as HTMLCanvasElement)} />;
  }
}
