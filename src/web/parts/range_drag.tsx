import { Component, ComponentProps, h } from "preact";

interface Props {
  label: string;
  class: string;
  /** From where to where it was dragged: 0 is left, 1 right. */
  select(from: number, to: number): void;
  /** Pressed without a drag. */
  press?(at: number): void;
}

interface State {
  from: number;
  to: number;
  dragging: boolean;
}

// Less is a trembling hand, not a drag.
const kDragPx = 4;

/** A strip on which a part can be dragged out. What it does must be reachable by keys, too. */
export class RangeDrag extends Component<Props, State> {
  state: State = { from: 0, to: 0, dragging: false };
  private element?: HTMLElement;

  private ratio(event: PointerEvent): number {
    const { left, width } = (this.element as HTMLElement).getBoundingClientRect();
    return Math.max(0, Math.min(1, (event.clientX - left) / width));
  }

  private down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const from = this.ratio(event);
    const element = this.element as HTMLElement;
    element.setPointerCapture(event.pointerId);
    element.onpointermove = (move) => {
      const dragging = this.state.dragging || Math.abs(move.clientX - event.clientX) >= kDragPx;
      this.setState({ from, to: this.ratio(move), dragging });
    };
    element.onpointerup = (up) => this.up(from, this.ratio(up));
  };

  private up(from: number, to: number): void {
    const { dragging } = this.state;
    (this.element as HTMLElement).onpointermove = (this.element as HTMLElement).onpointerup = null;
    this.setState({ dragging: false });
    if (dragging) this.props.select(Math.min(from, to), Math.max(from, to));
    else this.props.press?.(to);
  }

  render({ label, children, ...rest }: Props & ComponentProps<RangeDrag>, { from, to, dragging }: State): JSX.Element {
    const [left, right] = [Math.min(from, to) * 100, Math.max(from, to) * 100];
    return (
      <div class={`range-drag ${rest.class}`} title={label} ref={(element) => (this.element = element as HTMLElement)} onPointerDown={this.down}>
        {children}
        {dragging && <span class="dragged" style={`left:${left}%;width:${right - left}%`} />}
      </div>
    );
  }
}
