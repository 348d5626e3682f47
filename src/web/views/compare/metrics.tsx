import { h } from "preact";
import { link } from "../../core/address";
import * as format from "../../core/format";
import type { Cell, Row } from "../../core/shapes";
import { VirtualRows } from "../../parts/virtual_rows";

const kVerdictMarks: Record<string, [mark: string, className: string]> = {
  regression: ["✗", "failed"], improvement: ["✓", "better"], new: ["+", "more"], gone: ["−", "less"],
  noise: ["~", "dim"], insufficient: ["?", "dim"], unchanged: ["=", "dim"],
};

const kTitles: [title: string, hint: string, width: string][] = [
  ["verdict", "what the runs tell; with too few of them, nothing", "120px"],
  ["of", "the operation, task type, worker, model or run", "minmax(200px, 1fr)"],
  ["metric", "of every metric, more is worse", "120px"],
  ["before", "the median over runs", "88px"],
  ["after", "the median over runs", "88px"],
  ["change", "with the interval of 95 % confidence", "220px"],
  ["q", "how likely so clear a difference is where there is none, of all rows together", "56px"],
  ["examples", "a trace of each side", "88px"],
];

/** Runs by their metrics, with verdicts, in the order of the answer: the clearest regressions first. */
export function MetricsTable({ rows }: { rows: Row[] }): JSX.Element | null {
  if (rows.length === 0) return null;
  return (
    <div class="rows-table metrics" role="table" aria-label="Metrics of the runs" aria-rowcount={rows.length + 1}
      style={`--columns: ${kTitles.map(([, , width]) => width).join(" ")}`}>
      <div class="row head" role="row">
        {kTitles.map(([title, hint], index) => <div key={title} role="columnheader" class={index > 2 ? "number" : ""} title={hint}>{title}</div>)}
      </div>
      <VirtualRows count={rows.length} height={24} row={(index) => <MetricRow row={rows[index]} index={index} />} />
    </div>
  );
}

function MetricRow({ row, index }: { row: Row; index: number }): JSX.Element {
  const [mark, className] = kVerdictMarks[String(row.verdict)] ?? ["", ""];
  return (
    <div class="row" role="row" aria-rowindex={index + 2}>
      <div role="cell" class={className}><span aria-hidden="true">{mark}</span> {row.verdict}</div>
      <div role="cell" title={String(row.key)}><span class="dim">{row.level}</span> <bdi>{row.key}</bdi></div>
      <div role="cell">{String(row.metric).replace(/_/g, " ")}</div>
      <div role="cell" class="number">{valueText(row.base, row.unit)}</div>
      <div role="cell" class="number">{valueText(row.head, row.unit)}</div>
      <div role="cell" class={`number ${className}`}>{intervalText(row)}</div>
      <div role="cell" class="number">{typeof row.q_value === "number" ? row.q_value.toFixed(3) : "–"}</div>
      <div role="cell" class="number"><Examples base={row.base_traces} head={row.head_traces} /></div>
    </div>
  );
}

function valueText(value: Cell | undefined, unit: Cell): string {
  if (typeof value !== "number") return "–";
  if (unit === "ns") return format.duration(value);
  return unit === "share" ? `${(value * 100).toFixed(2)}%` : value.toPrecision(4);
}

function intervalText({ change, change_low, change_high, unit }: Row): string {
  if (typeof change !== "number") return "–";
  const interval = typeof change_low === "number" ? ` (${signed(change_low, unit)} … ${signed(change_high, unit)})` : "";
  return signed(change, unit) + interval;
}

function signed(value: Cell | undefined, unit: Cell): string {
  if (typeof value !== "number") return "–";
  return `${value > 0 ? "+" : value < 0 ? "−" : "±"}${valueText(Math.abs(value), unit)}`;
}

/** The IDs of a side are one text, with spaces between them. */
function Examples({ base, head }: { base: Cell | undefined; head: Cell | undefined }): JSX.Element {
  const [before] = String(base ?? "").split(" ");
  const [after] = String(head ?? "").split(" ");
  if (before === "" || after === "") return <span class="dim">–</span>;
  return <a href={link(["compare"], { base: `trace:${before}`, head: `trace:${after}` })}>compare</a>;
}
