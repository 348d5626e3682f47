import { h } from "preact";
import * as format from "../core/format";
import { link } from "../core/address";
import type { Cell, Row } from "../core/shapes";
import { cellLink } from "./cell_links";
import { FailureMark, RoleMark, Time, TraceLink } from "./marks";

/** What the name of a column says of its values, as in the terminal output. */
export type ColumnKind = "duration" | "instant" | "bytes" | "ratio" | "plain";

const kInstants = ["start_ns", "end_ns", "started_ns", "finished_ns", "time_ns"];
const kRatios = ["ratio", "share", "utilization"];

export function kindOf(column: string): ColumnKind {
  if (kRatios.includes(column) || column.endsWith("_ratio")) return "ratio";
  if (column.endsWith("_bytes")) return "bytes";
  if (!column.endsWith("_ns")) return "plain";
  return kInstants.includes(column) || /^(first|last)_/.test(column) ? "instant" : "duration";
}

/** The title of a column: its name without the unit that its values tell. */
export function titleOf(column: string): string {
  const name = kindOf(column) === "plain" ? column : column.replace(/_(ns|bytes)$/, "");
  return name.replace(/_/g, " ");
}

/** A number as people read it, by the name of its column. */
export function numberText(column: string, value: number): string {
  switch (kindOf(column)) {
    case "duration": return format.duration(value);
    case "instant": return format.localTime(value);
    case "bytes": return format.bytes(value);
    case "ratio": return `${(value * 100).toFixed(1)}%`;
    case "plain": return Number.isInteger(value) ? format.count(value) : String(Number(value.toPrecision(6)));
  }
}

/** A cell of a row, with links to what it names. */
export function CellView({ column, row }: { column: string; row: Row }): JSX.Element {
  const value = row[column];
  if (value === null || value === undefined) return <span class="dim">–</span>;
  if (typeof value === "number") {
    return kindOf(column) === "instant" ? <Time ns={value} /> : <span>{numberText(column, value)}</span>;
  }
  if (typeof value === "string") return <TextCell column={column} text={value} row={row} />;
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return <span title={text}>{text}</span>;
}

function TextCell({ column, text, row }: { column: string; text: string; row: Row }): JSX.Element {
  if (column === "trace_id") return <TraceLink id={text} span={textOf(row.span_id)} />;
  if (column === "span_id" && typeof row.trace_id === "string") {
    return <a class="id" href={link(["trace", row.trace_id], { span: text })} title={text}>{format.shortId(text)}</a>;
  }
  if (column.endsWith("_id") && /^[0-9a-f]{16,32}$/.test(text)) return <span class="id" title={text}>{format.shortId(text)}</span>;
  if (column === "role") return <span><RoleMark role={text} /> {text}</span>;
  const href = cellLink(column, row);
  if (href !== null) return <a href={href} title={text}>{text}</a>;
  if (["status", "severity"].includes(column) && text === "error") return <span class="failed"><FailureMark /> {text}</span>;
  if (column === "severity") return <span class="warned"><span aria-hidden="true">⚠</span> {text}</span>;
  if (column === "evidence" && text !== "") return <span class="failed">{text}</span>;
  return <span title={text}>{text}</span>;
}

function textOf(cell: Cell | undefined): string | null {
  return typeof cell === "string" ? cell : null;
}
