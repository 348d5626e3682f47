import { Component, h } from "preact";
import * as format from "../core/format";

interface Props {
  text: string;
  class?: string;
}

const kMostLetters = 1200;
const kMostLines = 16;

/** A text with its lines, of which a long one is shown whole only when asked for. */
export class LongText extends Component<Props, { whole: boolean }> {
  state = { whole: false };

  render({ text, ...rest }: Props, { whole }: { whole: boolean }): JSX.Element {
    const short = whole ? text : beginning(text);
    return (
      <div class={`long-text ${rest.class ?? ""}`}>
        <bdi>{short}</bdi>
        {short.length < text.length && (
          <button type="button" class="quiet" onClick={() => this.setState({ whole: true })}>… all {format.count(text.length)} characters</button>
        )}
      </div>
    );
  }
}

function beginning(text: string): string {
  const lines = text.slice(0, kMostLetters).split("\n").slice(0, kMostLines).join("\n");
  // To hide a few words would spare nobody anything.
  return text.length - lines.length < 200 ? text : lines;
}
