import { Component, h } from "preact";
import { change, go, link } from "../../core/address";
import * as format from "../../core/format";
import { bindKeys } from "../../core/keys";
import { isNarrow, onNarrow } from "../../core/screen";
import { rememberOrder } from "../../core/trace_order";
import { Bar, FailureMark, Time } from "../../parts/marks";
import { RoleStrip } from "../../parts/role_strip";
import { rowKeys } from "../../parts/row_keys";
import { VirtualRows } from "../../parts/virtual_rows";
import { Details, RowDetails } from "./row_details";
import { hasFailed, nameOf, TraceRow } from "./trace_row";

interface Props {
  rows: TraceRow[];
  /** The trace that is selected. */
  at: string | null;
}

const kRow = 24;
const kNarrowRow = 48;

/** The traces, a row each, of which only those in sight are in the document. */
export class TraceList extends Component<Props, {}> {
  private details = new RowDetails(() => this.setState({}));
  private stops: (() => void)[] = [];

  componentDidMount(): void {
    this.stops = [
      onNarrow(() => this.setState({})),
      bindKeys(rowKeys({
        count: () => this.props.rows.length,
        selected: () => this.selected(),
        select: (index) => change({ at: this.props.rows[index].trace_id }, "replace"),
        open: (index) => this.open(this.props.rows[index]),
      })),
    ];
  }

  componentWillUnmount(): void {
    for (const stop of this.stops) stop();
    this.details.stop();
  }

  private wantDetails = (first: number, end: number): void => {
    this.details.want(this.props.rows.slice(first, end));
  };

  private selected(): number {
    return this.props.at === null ? -1 : this.props.rows.findIndex((row) => row.trace_id === this.props.at);
  }

  private remember = (): void => rememberOrder(this.props.rows.map((row) => row.trace_id));

  private open(row: TraceRow): void {
    this.remember();
    go(link(["trace", row.trace_id]));
  }

  render({ rows, at }: Props): JSX.Element {
    const longest = rows.reduce((most, row) => Math.max(most, row.duration_ns ?? 0), 1);
    return (
      <div class="trace-list" role="table" aria-label="Traces" aria-rowcount={rows.length + 1} onClick={this.remember}>
        <Head />
        <VirtualRows count={rows.length} height={isNarrow() ? kNarrowRow : kRow} shown={this.selected()} drawn={this.wantDetails}
          row={(index) => (
            <TraceListRow row={rows[index]} index={index} longest={longest}
              selected={rows[index].trace_id === at} details={this.details.of(rows[index])} />
          )} />
      </div>
    );
  }
}

function Head(): JSX.Element {
  return (
    <div class="trace-row head" role="row">
      <span role="columnheader" aria-label="Failure" />
      <span role="columnheader">Trace</span>
      <span role="columnheader" class="number">Duration</span>
      <span role="columnheader" class="strip">Time by role</span>
      <span role="columnheader" class="number">Spans</span>
      <span role="columnheader" class="agents">Agents</span>
      <span role="columnheader" class="start">Start</span>
    </div>
  );
}

interface RowProps {
  row: TraceRow;
  index: number;
  longest: number;
  selected: boolean;
  details: Details | undefined;
}

/** A row; drawn again only when it differs, since scrolling draws all in sight. */
class TraceListRow extends Component<RowProps, {}> {
  shouldComponentUpdate(next: RowProps): boolean {
    const { row, index, longest, selected, details } = this.props;
    return row !== next.row || index !== next.index || longest !== next.longest || selected !== next.selected || details !== next.details;
  }

  render({ row, index, longest, selected, details }: RowProps): JSX.Element {
    return (
      <div class={selected ? "trace-row selected" : "trace-row"} role="row" aria-rowindex={index + 2} aria-selected={selected ? "true" : "false"}>
        <span role="cell" class="failure">{hasFailed(row) && <FailureMark evidence={format.counted(row.errors, "failed span")} />}</span>
        <span role="cell" class="name">
          <a href={link(["trace", row.trace_id])} title={`${nameOf(row)}  ${row.trace_id}`}>{nameOf(row)}</a>
          {details?.task && <span class="task" title={details.task}>{details.task}</span>}
          <Defects row={row} />
        </span>
        <span role="cell" class="duration">
          <Bar ratio={(row.duration_ns ?? 0) / longest} />
          <span class="number">{row.duration_ns === null ? "unfinished" : format.duration(row.duration_ns)}</span>
        </span>
        <span role="cell" class="strip">{details && <RoleStrip roles={details.roles} />}</span>
        <span role="cell" class="number spans">{format.count(row.spans)}</span>
        <span role="cell" class="agents" title={row.agents.join(", ")}>{row.agents.length > 0 ? row.agents.join(", ") : <span class="dim">{row.service}</span>}</span>
        <span role="cell" class="start"><Time ns={row.start_ns} /></span>
      </div>
    );
  }
}

/** What is wrong with the data of a trace, as a word. */
function Defects({ row }: { row: TraceRow }): JSX.Element | null {
  const told = [
    row.orphans > 0 ? format.counted(row.orphans, "orphan") : "",
    row.unfinished > 0 ? `${format.count(row.unfinished)} unfinished` : "",
  ].filter((text) => text !== "").join(", ");
  return told === "" ? null : <span class="defects" title={told}><span aria-hidden="true">⚠</span> {told}</span>;
}
