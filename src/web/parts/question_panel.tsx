import { Component, h } from "preact";
import { Address, change, link, ParameterValues, parameters } from "../core/address";
import { apiPath, ApiError, embeddedQuestions, isReport } from "../core/api";
import { askedBy, questionText } from "../core/question";
import type { Row } from "../core/shapes";
import { Catalog, QueryDescription, WithCatalog } from "./catalog";
import { EmptyDatabase } from "./empty_database";
import { Fetched } from "./fetched";
import { NarrowTime } from "./narrow_time";
import { QuestionForm } from "./question_form";
import { noneMeans } from "./question_notes";
import { Refusal, refusalOf } from "./refusal";
import { RowsTable } from "./rows_table";

interface Props {
  /** The canned query or analysis. */
  name: string;
  address: Address;
  /** Parameters that the view gives, and does not offer. */
  fixed?: ParameterValues;
  /** Columns that say what the view says already. */
  without?: string[];
}

/** That an answer of the API holds. */
const kMostRows = 10000;

interface State {
  refusal: Refusal | null;
}

/** The link of the trace leads to the span. */
const kLinked = ["span_id", "parent_span_id", "root_span_id", "worker_span_id"];

/** A question with its parameters as fields, and the rows that answer it. Give it a key by name. */
export class QuestionPanel extends Component<Props, State> {
  state: State = { refusal: null };

  private take = (error: ApiError | null): void => {
    this.setState({ refusal: error === null ? null : refusalOf(error.message) });
  };

  private asked(): URLSearchParams {
    const { name, address, fixed = {} } = this.props;
    const asked = askedBy(address);
    if (isReport && address.params.toString() === "") return embeddedQuestions(["query", name])[0] ?? asked;
    parameters(fixed).forEach((value, parameter) => asked.set(parameter, value));
    return asked;
  }

  render({ name, address, fixed = {}, without = [] }: Props, { refusal }: State): JSX.Element {
    const asked = this.asked();
    return (
      <section class="question" aria-label={name}>
        {!isReport && <WithCatalog show={(catalog: Catalog) => {
          const query = catalog.get(name);
          return query === undefined ? null : (
            <header>
              <Summary query={query} asked={asked} />
              <QuestionForm query={query} params={address.params} fixed={Object.keys(fixed)} refusal={refusal} />
            </header>
          );
        }} />}
        <Fetched live path={apiPath(["query", name], asked)} onRefused={this.take} narrow={<NarrowTime />} show={(rows: Row[], truncated) => (
          refusal !== null ? null
          : rows.length === 0 && asked.toString() === "" && name === "traces" ? <EmptyDatabase />
          : <RowsTable rows={rows} truncated={truncated} without={[...kLinked, ...without]} none={noneMeans(name)} more={moreThan(rows.length)} keys />
        )} />
      </section>
    );
  }
}

/** What asks for many more rows; nothing where an answer cannot hold them. */
function moreThan(rows: number): (() => void) | undefined {
  return isReport || rows >= kMostRows ? undefined : () => change({ limit: Math.min(kMostRows, rows * 10) });
}

/** What the question is, and where else its traces can be looked at. */
function Summary({ query, asked }: { query: QueryDescription; asked: URLSearchParams }): JSX.Element {
  const narrows = query.parameters.some(({ name }) => name === "of");
  return (
    <p class="summary">
      {query.summary}{" "}
      {narrows && <a href={link(["traces"], { of: questionText(query.name, asked) })}>The traces</a>}{" "}
      {narrows && <a href={treeLink(query.name, asked)}>Their tree</a>}
    </p>
  );
}

function treeLink(name: string, asked: URLSearchParams): string {
  const params = new URLSearchParams(asked);
  params.set("query", name);
  return link(["tree"], params);
}
