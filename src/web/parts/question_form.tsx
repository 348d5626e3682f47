import { Component, h } from "preact";
import { change } from "../core/address";
import { isNarrow } from "../core/screen";
import type { ParameterDescription, QueryDescription } from "./catalog";
import { ParameterField } from "./parameter_field";
import type { Refusal } from "./refusal";

interface Props {
  query: QueryDescription;
  params: URLSearchParams;
  /** Parameters that the view itself gives. */
  fixed: string[];
  refusal: Refusal | null;
}

type Draft = Record<string, string[]>;

interface State {
  draft: Draft;
}

/** Parameters that nearly every question has: offered, and out of the way. */
const kCommon = [
  "since", "until", "service", "run", "limit", "task", "worker", "agent", "model", "session", "joined", "fix_skew", "attr", "trace",
];
/** A file of the machine that asks; a page has none. */
const kNotHere = ["prices"];

/** The parameters of a question as fields. What they hold is asked when it is submitted, and is then in the address. */
export class QuestionForm extends Component<Props, State> {
  state: State = { draft: draftOf(this.props) };

  componentWillReceiveProps(next: Props): void {
    const changed = next.query.name !== this.props.query.name || next.params.toString() !== this.props.params.toString();
    if (changed) this.setState({ draft: draftOf(next) });
  }

  private submit = (event: Event): void => {
    event.preventDefault();
    change({ ...this.state.draft, at: null });
  };

  /** A choice is asked at once; a text when it is complete. */
  private set(name: string, values: string[], complete: boolean): void {
    const draft = { ...this.state.draft, [name]: values };
    this.setState({ draft });
    if (complete) change({ ...draft, at: null });
  }

  private field(parameter: ParameterDescription): JSX.Element {
    const { query, refusal } = this.props;
    return (
      <ParameterField key={`${query.name} ${parameter.name}`} query={query.name} parameter={parameter} values={this.state.draft[parameter.name] ?? []}
        refusal={refusal?.parameter === parameter.name ? refusal : null}
        set={(values, complete) => this.set(parameter.name, values, complete)} />
    );
  }

  render({ query, params, refusal }: Props): JSX.Element {
    const offered = offeredParameters(this.props);
    const common = offered.filter(({ name }) => kCommon.includes(name));
    const set = common.filter(({ name }) => params.has(name)).length;
    const open = common.some(({ name }) => refusal?.parameter === name) || (set > 0 && !isNarrow());
    return (
      <form class="question-form" aria-label={`Options of ${query.name}`} onSubmit={this.submit}>
        {offered.filter(({ name }) => !kCommon.includes(name)).map((parameter) => this.field(parameter))}
        {common.length > 0 && (
          <details open={open}>
            <summary>More options{set > 0 ? ` (${set})` : ""}</summary>
            <div class="fields">{common.map((parameter) => this.field(parameter))}</div>
          </details>
        )}
        <button type="submit">Ask</button>
        {refusal !== null && refusal.parameter === null && <p class="failed" role="alert"><span aria-hidden="true">✗</span> {refusal.message}</p>}
      </form>
    );
  }
}

function offeredParameters({ query, fixed }: Props): ParameterDescription[] {
  return query.parameters.filter(({ name }) => !fixed.includes(name) && !kNotHere.includes(name));
}

function draftOf(props: Props): Draft {
  return Object.fromEntries(offeredParameters(props).map(({ name }) => [name, props.params.getAll(name)]));
}
