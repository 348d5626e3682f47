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
  private stopListening?: () => void;

  componentDidMount(): void {
    this.sizes = new ResizeObserver(this.draw);
    this.sizes.observe(this.canvas as Element);
    this.stopListening = onTheme(this.draw);
  }

  shouldComponentUpdate(next: Props): boolean {
    return next.draw !== this.props.draw;
  }

  componentDidUpdate(): void {
    this.draw();
  }

  componentWillUnmount(): void {
    this.sizes?.disconnect();
    this.stopListening?.();
  }

  private draw = (): void => {
    const canvas = this.canvas as HTMLCanvasElement;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    const scale = window.devicePixelRatio;
    canvas.width = width * scale;
    canvas.height = height * scale;
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    context.scale(scale, scale);
    this.props.draw({ context, width, height, palette: readPalette() });
  };

  render(props: Props): JSX.Element {
    return <canvas class={props.class} aria-hidden="true" ref={(element) => (this.canvas = element as HTMLCanvasElement)} />;
  }
}
