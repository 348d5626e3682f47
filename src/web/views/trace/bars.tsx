import { Component, h } from "preact";
import { Canvas, Pen } from "../../parts/canvas";
import { BarPicture, drawBars } from "./bar_drawing";

interface Props {
  picture: BarPicture;
  /** The first row, and the one behind the last. */
  first: number;
  end: number;
}

/** The bars of neighbouring rows, as one drawing: elements for each would cost more than a frame has time for. */
export class Bars extends Component<Props, {}> {
  shouldComponentUpdate({ picture, first, end }: Props): boolean {
    return picture !== this.props.picture || first !== this.props.first || end !== this.props.end;
  }

  render({ picture, first, end }: Props): JSX.Element {
    return <div class="bars"><Canvas draw={(pen: Pen) => drawBars(pen, picture, first, end)} /></div>;
  }
}
