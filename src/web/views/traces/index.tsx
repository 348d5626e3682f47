import { Component, h } from "preact";
import { Address, change, parameters } from "../../core/address";
import { apiPath, embeddedQuestions, isReport } from "../../core/api";
import * as format from "../../core/format";
import { rememberOrder } from "../../core/trace_order";
import { EmptyDatabase } from "../../parts/empty_database";
import { Fetched } from "../../parts/fetched";
import { NarrowTime } from "../../parts/narrow_time";
import { Empty } from "../../parts/marks";
import { FilterBar } from "./filter_bar";
import { chosenBy, isFiltered, tracesQuestion } from "./filters";
import { Scatter } from "./scatter";
import { TraceList } from "./trace_list";
import { arranged, kOrders, TraceRow } from "./trace_row";

const kLimits = ["50", "200", "1000", "2000", "10000"];
const kLimit = "200";

/** The traces that an address asks for, as points over time and as a list. */
export function TracesView({ address: { params } }: { address: Address }): JSX.Element {
  return (
    <div class="traces-view">
      <div class="toolbar">
        {isReport ? null : <FilterBar params={params} />}
        <SelectParameter label="Order" name="order" value={params.get("order") ?? kOrders[0].value} choices={kOrders} />
        {isReport ? null : (
          <SelectParameter label="Rows" name="limit" value={params.get("limit") ?? kLimit}
            choices={kLimits.map((value) => ({ value, label: `${format.count(Number(value))} rows` }))} />
        )}
      </div>
      <Fetched live path={apiPath(["query", "traces"], question(params))} narrow={<NarrowTime />}
        show={(rows: TraceRow[], truncated) => <Found rows={rows} truncated={truncated} params={params} />} />
    </div>
  );
}

/** A report answers what it was made with. */
function question(params: URLSearchParams): URLSearchParams {
  if (isReport) return embeddedQuestions(["query", "traces"])[0] ?? params;
  const asked = tracesQuestion(params);
  if (!asked.has("limit")) asked.set("limit", kLimit);
  return asked;
}

interface FoundProps {
  rows: TraceRow[];
  truncated: boolean;
  params: URLSearchParams;
}

class Found extends Component<FoundProps, {}> {
  private arranged: { rows: TraceRow[]; params: string; result: TraceRow[] } = { rows: [], params: "", result: [] };

  /** The same array as long as nothing changed, so that what is drawn of it is not drawn again. */
  private shown(): TraceRow[] {
    const { rows, params } = this.props;
    const text = parameters({ order: params.get("order"), max: params.get("max") }).toString();
    if (this.arranged.rows !== rows || this.arranged.params !== text) this.arranged = { rows, params: text, result: arranged(rows, params) };
    return this.arranged.result;
  }

  private remember = (): void => rememberOrder(this.shown().map((row) => row.trace_id));

  render({ rows, truncated, params }: FoundProps): JSX.Element {
    if (rows.length === 0 && !isFiltered(params)) return <EmptyDatabase />;
    const shown = this.shown();
    if (shown.length === 0) return <Empty text={truncated ? `None of the ${chosenBy(params)} traces is so short; ask for more rows.` : "No trace has all of that. Remove a filter to see more."} />;
    return (
      <div class="found">
        {shown.length > 1 && <Scatter rows={shown} at={params.get("at")} opens={this.remember} />}
        <TraceList rows={shown} at={params.get("at")} />
        {truncated && <p class="notice">The {chosenBy(params)} {format.counted(rows.length, "trace")}; there are more.</p>}
      </div>
    );
  }
}

interface SelectProps {
  label: string;
  name: string;
  value: string;
  choices: { value: string; label: string }[];
}

function SelectParameter({ label, name, value, choices }: SelectProps): JSX.Element {
  return (
    <select class="quiet" aria-label={label} value={value} onChange={(event: Event) => change({ [name]: (event.currentTarget as HTMLSelectElement).value })}>
      {choices.map((choice) => <option key={choice.value} value={choice.value} selected={choice.value === value}>{choice.label}</option>)}
    </select>
  );
}
