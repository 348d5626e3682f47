import { Component, h } from "preact";
import * as format from "../../core/format";

interface Props {
  text: string;
  /** How many were found, and which of them the cursor is at, from 0; -1 for none. */
  found: number;
  at: number;
  find(text: string): void;
  next(step: 1 | -1): void;
}

export const kFindFieldId = "find-in-trace";

// People type on; searching at each letter would flicker.
const kPauseMs = 120;

/** Looks for a text in a trace. */
export class FindField extends Component<Props, {}> {
  private timer = 0;
  private typed: string | null = null;

  private publish(): void {
    clearTimeout(this.timer);
    if (this.typed !== null) this.props.find(this.typed);
    this.typed = null;
  }

  private input = (event: Event): void => {
    this.typed = (event.target as HTMLInputElement).value;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.publish(), kPauseMs);
  };

  private press = (event: KeyboardEvent): void => {
    if (event.key === "Escape") (event.target as HTMLElement).blur();
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.publish();
    this.props.next(event.shiftKey ? -1 : 1);
  };

  componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  render({ text, found, at, next }: Props): JSX.Element {
    const counted = found === 0 ? "none" : at < 0 ? format.count(found) : `${format.count(at + 1)} of ${format.count(found)}`;
    return (
      <span class="find">
        <input id={kFindFieldId} type="search" value={this.typed ?? text} placeholder="Find in this trace  ( / )" aria-label="Find in this trace"
          autocomplete="off" spellCheck={false} onInput={this.input} onKeyDown={this.press} />
        {text !== "" && <span class="dim" role="status">{counted}</span>}
        {found > 0 && <button type="button" class="quiet" aria-label="Previous match" onClick={() => next(-1)}>↑</button>}
        {found > 0 && <button type="button" class="quiet" aria-label="Next match" onClick={() => next(1)}>↓</button>}
      </span>
    );
  }
}
