import { h } from "preact";
import { Address, link } from "../core/address";
import { apiPath, embeddedQuestions, isOffered, isReport } from "../core/api";
import * as format from "../core/format";
import type { Row } from "../core/shapes";
import { CellView } from "../parts/cells";
import { Fetched } from "../parts/fetched";
import { FailureMark, TraceLink } from "../parts/marks";
import { NarrowTime } from "../parts/narrow_time";
import { noneMeans } from "../parts/question_notes";
import { RowsTable } from "../parts/rows_table";
import { askedBy } from "../core/question";

const kMost = "500";

/** Whether the data can be trusted: what is wrong with the instrumentation, and with what came in. */
export function HealthView({ address }: { address: Address }): JSX.Element {
  return (
    <div class="health-view">
      {isOffered("doctor") && <section aria-label="Instrumentation">
        <h1>Instrumentation</h1>
        <Fetched live path={questionPath("doctor", askedBy(address))} narrow={<NarrowTime />}
          show={(rows: Row[], truncated) => <Findings rows={rows} truncated={truncated} />} />
      </section>}
      {isOffered("issues") && <section aria-label="Input" class="input-issues">
        <h1>Input</h1>
        <Fetched live path={questionPath("issues", new URLSearchParams())}
          show={(rows: Row[], truncated) => <RowsTable rows={rows} truncated={truncated} none={noneMeans("issues")} />} />
      </section>}
    </div>
  );
}

/** A report answers what it was made with. */
function questionPath(name: string, params: URLSearchParams): string {
  const embedded = isReport ? embeddedQuestions(["query", name])[0] : undefined;
  if (embedded !== undefined) return apiPath(["query", name], embedded);
  if (!params.has("limit")) params.set("limit", kMost);
  return apiPath(["query", name], params);
}

/** Findings of one kind, which have cause and advice in common. */
interface Kind {
  finding: string;
  severity: string;
  rows: Row[];
}

function Findings({ rows, truncated }: { rows: Row[]; truncated: boolean }): JSX.Element {
  if (rows.length === 0) return <p class="good"><span aria-hidden="true">✓</span> {noneMeans("doctor")}</p>;
  const kinds = kindsOf(rows);
  return (
    <div>
      {["error", "warning"].map((severity) => <Severity key={severity} severity={severity} kinds={kinds.filter((kind) => kind.severity === severity)} />)}
      {truncated && <p class="notice">The first {format.counted(rows.length, "finding")}; there are more.</p>}
    </div>
  );
}

function kindsOf(rows: Row[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const row of rows) {
    const finding = String(row.finding);
    const kind = kinds.get(finding) ?? { finding, severity: String(row.severity), rows: [] };
    kind.rows.push(row);
    kinds.set(finding, kind);
  }
  return [...kinds.values()];
}

const kTitles: Record<string, string> = {
  error: "Answers are wrong or incomplete because of these",
  warning: "Answers are less certain because of these",
};

function Severity({ severity, kinds }: { severity: string; kinds: Kind[] }): JSX.Element | null {
  if (kinds.length === 0) return null;
  return (
    <section>
      <h2>{kTitles[severity]}</h2>
      {kinds.map((kind) => <KindView key={kind.finding} {...kind} />)}
    </section>
  );
}

function KindView({ finding, severity, rows }: Kind): JSX.Element {
  const total = rows.reduce((sum, row) => sum + Number(row.count), 0);
  return (
    <article class={`finding ${severity}`}>
      <h3>
        {severity === "error" ? <FailureMark evidence={finding} /> : <span class="warned" aria-label="warning">⚠</span>}{" "}
        {finding.replace(/_/g, " ")} <span class="dim">{format.count(total)} ×</span>
      </h3>
      <p>{rows[0].cause}</p>
      <p class="advice"><b>What to do:</b> {rows[0].advice}</p>
      <ul aria-label="Where">{rows.map((row, index) => <Place key={String(index)} row={row} />)}</ul>
    </article>
  );
}

function Place({ row }: { row: Row }): JSX.Element {
  return (
    <li>
      {typeof row.service === "string" && <a href={link(["traces"], { service: row.service })}>{row.service}</a>}{" "}
      <span class="dim">{format.count(Number(row.count))} ×</span>
      {row.value_ns !== null && <span> by <CellView column="value_ns" row={row} /></span>}
      {typeof row.trace_id === "string" && <span> such as <TraceLink id={row.trace_id} span={row.span_id as string | null} /></span>}
    </li>
  );
}
