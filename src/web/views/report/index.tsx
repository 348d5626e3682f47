import { h } from "preact";
import { apiPath } from "../../core/api";
import { counted } from "../../core/format";
import { link } from "../../core/address";
import type { Row } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";
import { RowsTable } from "../../parts/rows_table";

/** As `tracewh report --format json` writes it, and what had no room in the file. */
interface Report {
  traces: number;
  failed: number;
  notes: string[];
  sections: Record<string, { rows: Row[]; truncated: boolean; columns: string[] }>;
  left_out: { traces: number; spans: number };
}

const kTitles: Record<string, string> = {
  blame: "Failures",
  slow: "Slow tasks",
  "critical-path": "Where the time went",
  lanes: "Workers",
  hops: "Hand-offs",
  loops: "Work done again",
  waits: "Waits",
  cost: "Tokens and money",
  doctor: "Instrumentation",
};

/** The post-mortem: the verdict, then what the questions of a report found, the most important first. */
export function ReportView(): JSX.Element {
  return <Fetched path={apiPath(["report"])} show={(report: Report) => <Document report={report} />} />;
}

function Document({ report }: { report: Report }): JSX.Element {
  return (
    <article class="report">
      <h1 class={report.failed > 0 ? "verdict failed" : "verdict"}>
        {report.failed > 0 && <span aria-hidden="true">✗ </span>}
        {report.failed} of {counted(report.traces, "trace")} failed
      </h1>
      {report.notes.map((note) => <p key={note} class="notice warning">{note}.</p>)}
      <LeftOut {...report.left_out} />
      <p><a href={link(["traces"])}>All traces in this report</a></p>
      {Object.entries(report.sections).map(([name, { rows, truncated, columns }]) => (
        <section key={name}>
          <h2>{kTitles[name] ?? name}</h2>
          <RowsTable rows={rows.map((row) => inOrder(row, columns))} truncated={truncated} none="None." without={others(rows, columns)} />
        </section>
      ))}
    </article>
  );
}

/** The columns for people first; what links need behind them. */
function inOrder(row: Row, columns: string[]): Row {
  return { ...Object.fromEntries(columns.map((column) => [column, row[column]])), ...row };
}

function others(rows: Row[], columns: string[]): string[] {
  return Object.keys(rows[0] ?? {}).filter((column) => !columns.includes(column));
}

/** A report is bounded; what it does not hold is in the database that it was made from. */
function LeftOut({ traces, spans }: Report["left_out"]): JSX.Element | null {
  const parts = [
    ...(traces > 0 ? [counted(traces, "trace")] : []),
    ...(spans > 0 ? [`the details of ${counted(spans, "span")}`] : []),
  ];
  return parts.length === 0 ? null : <p class="notice">Left out, to keep this file small: {parts.join(" and ")}.</p>;
}
