import { Component, h } from "preact";

interface Props {
  count: number;
  /** Of each row, in pixels. */
  height: number;
  /** Draws a row; called only for those near what is seen. */
  row(index: number): JSX.Element;
  /** A row that must be seen: scrolled to when it changes. */
  shown?: number;
  /** Told which rows are in the document, the last one not among them. */
  drawn?(first: number, end: number): void;
  class?: string;
}

interface State {
  top: number;
  space: number;
}

// Beyond what is seen, so that scrolling shows no holes.
const kSpare = 12;

/** A list of any length, of which only what is seen is in the document. It scrolls by itself. */
export class VirtualRows extends Component<Props, State> {
  state: State = { top: 0, space: 800 };
  private element?: HTMLElement;
  private observer?: ResizeObserver;

  componentDidMount(): void {
    const element = this.element as HTMLElement;
    this.observer = new ResizeObserver(() => this.setState({ space: element.clientHeight }));
    this.observer.observe(element);
    this.scrollToShown();
    this.tellDrawn();
  }

  componentDidUpdate(before: Props): void {
    if (before.shown !== this.props.shown) this.scrollToShown();
    this.tellDrawn();
  }

  componentWillUnmount(): void {
    this.observer?.disconnect();
  }

  private scrollToShown(): void {
    const { shown, height } = this.props;
    const element = this.element;
    if (shown === undefined || shown < 0 || element === undefined) return;
    const top = shown * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight) element.scrollTop = top - element.clientHeight / 2;
  }

  private range(): [number, number] {
    const { count, height } = this.props;
    const { top, space } = this.state;
    return [Math.max(0, Math.floor(top / height) - kSpare), Math.min(count, Math.ceil((top + space) / height) + kSpare)];
  }

  private tellDrawn(): void {
    this.props.drawn?.(...this.range());
  }

  render({ count, height, row, ...rest }: Props): JSX.Element {
    const [first, end] = this.range();
    const rows = [];
    for (let index = first; index < end; ++index) rows.push(row(index));
    return (
      <div
        class={`virtual ${rest.class ?? ""}`}
        role="presentation"
        tabIndex={-1}
        ref={(element) => (this.element = element as HTMLElement | undefined)}
        onScroll={() => this.setState({ top: (this.element as HTMLElement).scrollTop })}
      >
        <div role="presentation" style={{ height: `${count * height}px` }}>
          <div role="presentation" style={{ transform: `translateY(${first * height}px)` }}>{rows}</div>
        </div>
      </div>
    );
  }
}
