import { Component, h } from "preact";

interface Props {
  count: number;
  /** Of each row, in pixels. */
  height: number;
  /** Draws a row; called only for those near what is seen. Without a key, so that its elements serve another row later. */
  row(index: number): JSX.Element;
  /** Draws something over neighbouring rows, the last one not among them. */
  over?(first: number, end: number): JSX.Element;
  /** A row that must be seen: scrolled to when it changes. */
  shown?: number;
  /** Told which rows are in the document, the last one not among them. */
  drawn?(first: number, end: number): void;
  class?: string;
}

interface State {
  /** The first block that is drawn, and the first that is not any more. */
  first: number;
  end: number;
}

// Rows are added and taken away by blocks: most steps of scrolling change nothing in the document then.
const kBlock = 8;

/** A list of any length, of which only what is seen is in the document. It scrolls by itself. */
export class VirtualRows extends Component<Props, State> {
  state: State = { first: 0, end: 6 };
  private element?: HTMLElement;
  private observer?: ResizeObserver;
  /** As many as blocks were ever drawn at once: the elements of one that goes out of sight serve one that comes into it. */
  private slots = 1;

  componentDidMount(): void {
    const element = this.element as HTMLElement;
    this.observer = new ResizeObserver(() => this.look());
    this.observer.observe(element);
    // The first row is in sight; to find that out would take a layout of its own.
    if (this.props.shown !== 0) this.scrollToShown();
    this.tellDrawn();
  }

  componentDidUpdate(before: Props): void {
    if (before.shown !== this.props.shown) this.scrollToShown();
    if (before.height !== this.props.height) this.look();
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

  /** Draws the blocks that are in sight, and one more at either end, so that scrolling shows no holes. */
  private look = (): void => {
    const { scrollTop, clientHeight } = this.element as HTMLElement;
    const height = kBlock * this.props.height;
    const first = Math.max(0, Math.floor(scrollTop / height) - 1);
    const end = Math.ceil((scrollTop + clientHeight) / height) + 1;
    if (first !== this.state.first || end !== this.state.end) this.setState({ first, end });
  };

  private tellDrawn(): void {
    const { count, drawn } = this.props;
    drawn?.(Math.min(count, this.state.first * kBlock), Math.min(count, this.state.end * kBlock));
  }

  private block(number: number): JSX.Element {
    const { count, height, row, over } = this.props;
    const first = number * kBlock;
    const end = Math.min(count, first + kBlock);
    const rows = [];
    for (let index = first; index < end; ++index) rows.push(row(index));
    return (
      <div key={String(number % this.slots)} role="presentation" class="block" style={`top:${first * height}px;height:${(end - first) * height}px`}>
        {rows}{over?.(first, end)}
      </div>
    );
  }

  render({ count, height, ...rest }: Props, { end }: State): JSX.Element {
    const last = Math.ceil(count / kBlock);
    const first = Math.min(this.state.first, Math.max(0, last - 1));
    const blocks = [];
    this.slots = Math.max(this.slots, end - first);
    for (let number = first; number < Math.min(end, last); ++number) blocks.push(this.block(number));
    return (
      <div
        class={`virtual ${rest.class ?? ""}`}
        role="presentation"
        tabIndex={-1}
        ref={(element) => (this.element = element as HTMLElement | undefined)}
        onScroll={this.look}
      >
        <div role="presentation" class="blocks" style={{ height: `${count * height}px` }}>
          {blocks}
        </div>
      </div>
    );
  }
}
