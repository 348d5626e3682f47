import { Component, h } from "preact";
import { change, currentAddress, go } from "../core/address";
import { bindKeys } from "../core/keys";
import type { Row } from "../core/shapes";
import { rememberOrder } from "../core/trace_order";
import { rowLink } from "./cell_links";
import { CellView, titleOf } from "./cells";
import { columnsOf, leastWidth, Column } from "./columns";
import { Empty, Truncated } from "./marks";
import { rowKeys } from "./row_keys";
import { VirtualRows } from "./virtual_rows";

interface Props {
  rows: Row[];
  truncated: boolean;
  /** What it means that there are none. */
  none: string;
  /** Columns that are not shown. */
  without?: string[];
  /** Whether keys go through the rows and open them: of one table a view. */
  keys?: boolean;
  /** Asks for more rows than came. */
  more?(): void;
}

interface Sort {
  column: string;
  descending: boolean;
}

/** The rows of a query as a table that can be sorted: by the address, as `sort=COLUMN` or `sort=COLUMN:desc`. Only the
 *  rows that can be seen are in the document. */
export class RowsTable extends Component<Props, {}> {
  private sorted: Row[] = [];
  private stop?: () => void;

  componentDidMount(): void {
    if (!this.props.keys) return;
    this.stop = bindKeys(rowKeys({
      count: () => this.sorted.length,
      selected: () => this.selected(),
      select: (index) => change({ at: keyOf(this.sorted[index], index) }, "replace"),
      open: (index) => this.open(this.sorted[index]),
    }));
  }

  componentWillUnmount(): void {
    this.stop?.();
  }

  private selected(): number {
    const at = currentAddress().params.get("at");
    return at === null || !this.props.keys ? -1 : this.sorted.findIndex((row, index) => keyOf(row, index) === at);
  }

  private remember = (): void => {
    const ids = this.sorted.map((row) => row.trace_id).filter((id): id is string => typeof id === "string");
    if (ids.length > 0) rememberOrder(ids);
  };

  private open(row: Row): void {
    const href = rowLink(row);
    if (href === null) return;
    this.remember();
    go(href);
  }

  render({ rows, truncated, none, without = [], more }: Props): JSX.Element {
    if (rows.length === 0) return <Empty text={none} />;
    const columns = columnsOf(rows, without);
    const sort = sortOf(columns);
    this.sorted = sort === null ? rows : sortRows(rows, sort);
    const selected = this.selected();
    const style = `--columns: ${columns.map(({ track }) => track).join(" ")}; --least: ${leastWidth(columns)}px`;
    return (
      <div class="rows-answer">
        <div class="rows-table" role="table" aria-rowcount={rows.length + 1} style={style} onClick={this.remember}>
          <Head columns={columns} sort={sort} />
          <VirtualRows count={this.sorted.length} height={24} shown={selected} row={(index) => (
            <RowView row={this.sorted[index]} index={index} columns={columns} selected={index === selected} />
          )} />
        </div>
        {truncated && <Truncated rows={rows.length} more={more} />}
      </div>
    );
  }
}

interface RowProps {
  row: Row;
  index: number;
  columns: Column[];
  selected: boolean;
}

/** A row; drawn again only when it differs, since scrolling draws all in sight. */
class RowView extends Component<RowProps, {}> {
  shouldComponentUpdate({ row, index, columns, selected }: RowProps): boolean {
    const before = this.props;
    return row !== before.row || index !== before.index || columns !== before.columns || selected !== before.selected;
  }

  render({ row, index, columns, selected }: RowProps): JSX.Element {
    return (
      <div class={selected ? "row selected" : "row"} role="row" aria-rowindex={index + 2} aria-selected={selected ? "true" : "false"}>
        {columns.map(({ name, numeric }) => (
          <div key={name} role="cell" class={numeric ? "number" : ""}><CellView column={name} row={row} /></div>
        ))}
      </div>
    );
  }
}

function Head({ columns, sort }: { columns: Column[]; sort: Sort | null }): JSX.Element {
  return (
    <div class="row head" role="row">
      {columns.map((column) => {
        const { name, numeric } = column;
        return (
          <div key={name} role="columnheader" class={numeric ? "number" : ""} aria-sort={ariaSort(name, sort)}>
            <button type="button" onClick={() => sortBy(column, sort)} title={name}>
              {titleOf(name)}{sort?.column === name ? (sort.descending ? " ↓" : " ↑") : ""}
            </button>
          </div>
        );
      })}
    </div>
  );
}

/** Sorts by a column; by numbers the greatest first, and the other way round when it is asked again. */
function sortBy({ name, numeric }: Column, before: Sort | null): void {
  const descending = before?.column === name ? !before.descending : numeric;
  change({ sort: descending ? `${name}:desc` : name }, "replace");
}

/** What the address sorts by, when it is a column of this table. */
function sortOf(columns: Column[]): Sort | null {
  const [column, direction] = (currentAddress().params.get("sort") ?? "").split(":");
  return columns.some(({ name }) => name === column) ? { column, descending: direction === "desc" } : null;
}

function ariaSort(column: string, sort: Sort | null): string {
  return sort?.column !== column ? "none" : sort.descending ? "descending" : "ascending";
}

function sortRows(rows: Row[], { column, descending }: Sort): Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [a, b] = [left[column], right[column]];
    // What is not known comes last, whatever the direction.
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
  });
}

/** What tells a row from the others in the address. */
function keyOf(row: Row, index: number): string {
  return String(row.span_id ?? row.trace_id ?? row.worker_id ?? index);
}
