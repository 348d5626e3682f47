import { Component, h } from "preact";
import * as format from "../core/format";

interface Props {
  name?: string;
  value: unknown;
  /** How many levels are open at first. */
  open?: number;
}

interface State {
  open: boolean;
  shown: number;
}

// More at a time would make a long array slow to open.
const kStep = 100;

/** A value of JSON, folded and coloured. What is folded is not in the document. */
export class JsonView extends Component<Props, State> {
  state: State = { open: (this.props.open ?? 1) > 0, shown: kStep };

  render({ name, value, open = 1 }: Props, state: State): JSX.Element {
    const label = name === undefined ? null : <span class="json-name">{name}: </span>;
    if (value === null || typeof value !== "object") return <div class="json">{label}<Scalar value={value} /></div>;
    const entries = Object.entries(value as object);
    const [left, right] = Array.isArray(value) ? "[]" : "{}";
    if (entries.length === 0) return <div class="json">{label}{left}{right}</div>;
    return (
      <div class="json">
        <button type="button" class="json-fold" aria-expanded={state.open} onClick={() => this.setState({ open: !state.open })}>
          <span aria-hidden="true">{state.open ? "▾" : "▸"}</span> {label}{left}
          {!state.open && <span class="dim"> {summary(value as object, entries)} {right}</span>}
        </button>
        {state.open && (
          <div class="json-inside">
            {entries.slice(0, state.shown).map(([key, each]) => (
              <JsonView key={key} name={key} value={each} open={open - 1} />
            ))}
            {entries.length > state.shown && this.more(entries.length)}
          </div>
        )}
        {state.open && right}
      </div>
    );
  }

  private more(length: number): JSX.Element {
    return (
      <button type="button" class="quiet" onClick={() => this.setState({ shown: this.state.shown + kStep })}>
        {format.count(length - this.state.shown)} more
      </button>
    );
  }
}

/** What a folded value holds, in a few words. */
function summary(value: object, entries: [string, unknown][]): string {
  return Array.isArray(value) ? format.count(entries.length) : entries.slice(0, 4).map(([key]) => key).join(", ").slice(0, 60);
}

function Scalar({ value }: { value: unknown }): JSX.Element {
  if (typeof value === "string") return <span class="json-string">{JSON.stringify(value)}</span>;
  return <span class={value === null ? "dim" : "json-number"}>{String(value)}</span>;
}

/** The value that a text holds when it is an object or array of JSON. */
export function parsedJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
