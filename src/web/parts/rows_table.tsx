import { Component, h } from "preact";
import type { Cell, Row } from "../core/shapes";
import { CellView, kindOf, numberText, titleOf } from "./cells";
import { Empty, Truncated } from "./marks";
import { VirtualRows } from "./virtual_rows";

interface Props {
  rows: Row[];
  truncated: boolean;
  /** What it means that there are none. */
  none: string;
  /** Columns that are not shown. */
  without?: string[];
}

interface State {
  sort: string | null;
  descending: boolean;
}

/** The rows of a query as a table that can be sorted. Only the rows that can be seen are in the document. */
export class RowsTable extends Component<Props, State> {
  state: State = { sort: null, descending: false };

  private sortBy(column: string): void {
    const again = this.state.sort === column;
    this.setState({ sort: column, descending: again ? !this.state.descending : isNumeric(this.props.rows, column) });
  }

  render({ rows, truncated, none, without = [] }: Props, { sort, descending }: State): JSX.Element {
    if (rows.length === 0) return <Empty text={none} />;
    const columns = Object.keys(rows[0]).filter((column) => !without.includes(column) && !isEmpty(rows, column));
    const numeric = new Set(columns.filter((column) => isNumeric(rows, column) && kindOf(column) !== "instant"));
    const sorted = sort === null ? rows : sortRows(rows, sort, descending);
    const template = columns.map((column) => columnWidth(rows, column, numeric.has(column))).join(" ");
    return (
      <div class="rows-table" role="table" aria-rowcount={rows.length + 1} style={`--columns: ${template}`}>
        <div class="row head" role="row">
          {columns.map((column) => (
            <div key={column} role="columnheader" class={numeric.has(column) ? "number" : ""} aria-sort={ariaSort(sort === column, descending)}>
              <button type="button" onClick={() => this.sortBy(column)} title={column}>
                {titleOf(column)}{sort === column ? (descending ? " ↓" : " ↑") : ""}
              </button>
            </div>
          ))}
        </div>
        <VirtualRows count={sorted.length} height={24} row={(index) => (
          <div class="row" role="row" key={String(index)} aria-rowindex={index + 2}>
            {columns.map((column) => (
              <div key={column} role="cell" class={numeric.has(column) ? "number" : ""}>
                <CellView column={column} row={sorted[index]} />
              </div>
            ))}
          </div>
        )} />
        {truncated && <Truncated rows={rows.length} />}
      </div>
    );
  }
}

function ariaSort(sorted: boolean, descending: boolean): string {
  return !sorted ? "none" : descending ? "descending" : "ascending";
}

function isNumeric(rows: Row[], column: string): boolean {
  return rows.every((row) => row[column] === null || typeof row[column] === "number");
}

function isEmpty(rows: Row[], column: string): boolean {
  return rows.every((row) => row[column] === null || row[column] === "");
}

function sortRows(rows: Row[], column: string, descending: boolean): Row[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((left, right) => {
    const [a, b] = [left[column], right[column]];
    // What is not known comes last, whatever the direction.
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
  });
}

/** A width that suits the texts of the first rows, as a track of the grid: the same in every row. */
function columnWidth(rows: Row[], column: string, numeric: boolean): string {
  if (column === "role") return "88px";
  if (/_id$/.test(column) && /^[0-9a-f]{16,32}$/.test(String(rows[0][column] ?? ""))) return "80px";
  if (kindOf(column) === "instant") return "172px";
  const texts = rows.slice(0, 50).map((row) => cellLength(column, row[column]));
  const longest = Math.max(titleOf(column).length + 2, ...texts);
  if (numeric) return `${longest * 8}px`;
  return `minmax(${Math.min(longest, 12) * 7}px, ${Math.min(longest, 60)}fr)`;
}

function cellLength(column: string, value: Cell): number {
  return typeof value === "number" ? numberText(column, value).length : String(value ?? "").length;
}
