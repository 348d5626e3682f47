import { Component, h } from "preact";
import { apiPath } from "../../core/api";
import type { Row } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";
import type { Filter } from "./filters";

interface Props {
  filter: Filter;
  value: string;
  apply(value: string): void;
  cancel(): void;
}

interface State {
  text: string;
}

/** Takes the value of one filter, with the values that are known. */
export class FilterEditor extends Component<Props, State> {
  state: State = { text: this.props.value };
  private input?: HTMLElement;

  componentDidMount(): void {
    this.input?.focus();
  }

  private submit = (event: Event): void => {
    event.preventDefault();
    if (this.state.text.trim() !== "") this.props.apply(this.state.text.trim());
  };

  render({ filter, apply, cancel }: Props, { text }: State): JSX.Element {
    const { choices, example, suggested } = filter;
    const name = `filter-${filter.name}`;
    return (
      <form class="filter-editor" onSubmit={this.submit} onKeyDown={(event: KeyboardEvent) => event.key === "Escape" && cancel()}>
        <label for={name}>{filter.label}</label>
        {choices?.map(({ value, label }) => (
          <button key={value} type="button" aria-pressed={value === text ? "true" : "false"} onClick={() => apply(value)}
            ref={(element) => { this.input = this.input ?? (element as HTMLElement | undefined); }}>{label}</button>
        ))}
        {(choices === undefined || example !== undefined) && (
          <input id={name} name={name} value={text} placeholder={example} title={filter.help} autocomplete="off" spellCheck={false}
            list={suggested === undefined ? undefined : `${name}-known`}
            ref={(element) => { this.input = this.input ?? (element as HTMLElement | undefined); }}
            onInput={(event: Event) => this.setState({ text: (event.currentTarget as HTMLInputElement).value })} />
        )}
        {suggested !== undefined && <Suggestions id={`${name}-known`} {...suggested} />}
        {(choices === undefined || example !== undefined) && <button type="submit">Apply</button>}
        <button type="button" class="quiet" onClick={cancel} aria-label="Cancel" title="Cancel">×</button>
      </form>
    );
  }
}

const kMostSuggested = 200;

/** The values that a query knows. That it knows none, or cannot tell, changes nothing. */
function Suggestions({ id, query, column }: { id: string; query: string; column: string }): JSX.Element {
  const path = apiPath(["query", query], new URLSearchParams({ limit: String(kMostSuggested) }));
  return (
    <Fetched optional path={path} waiting={null} show={(rows: Row[]) => (
      <datalist id={id}>{[...new Set(rows.map((row) => String(row[column] ?? "")))].map((value) => <option key={value} value={value} />)}</datalist>
    )} />
  );
}
