import { h } from "preact";
import { Address, change, link, parameters } from "../core/address";
import { apiPath, embeddedQuestions, isReport } from "../core/api";
import * as format from "../core/format";
import type { Row } from "../core/shapes";
import { Fetched } from "../parts/fetched";
import { Empty, Time, Truncated } from "../parts/marks";
import { noneMeans } from "../parts/question_notes";

/** The named runs. Two that are ticked can be compared, the earlier of them as the base. */
export function RunsView({ address: { params } }: { address: Address }): JSX.Element {
  const asked = (isReport && embeddedQuestions(["query", "runs"])[0]) || parameters({ limit: params.get("limit") });
  return (
    <Fetched live path={apiPath(["query", "runs"], asked)} show={(rows: Row[], truncated) => (
      rows.length === 0 ? <Empty text={noneMeans("runs")} /> : <Runs rows={rows} truncated={truncated} ticked={params.getAll("run")} />
    )} />
  );
}

function Runs({ rows, truncated, ticked }: { rows: Row[]; truncated: boolean; ticked: string[] }): JSX.Element {
  return (
    <div class="runs-view">
      <div class="toolbar">{compareLink(rows, ticked)}</div>
      <div class="plain-table">
        <table>
          <thead>
            <tr>
              <th aria-label="Compare" /><th>Run</th><th>Labels</th><th class="number">Ingests</th><th class="number">Traces</th>
              <th class="number">Spans</th><th class="number">Failed spans</th><th>From</th><th>Until</th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => <Run key={String(row.run)} row={row} ticked={ticked} />)}</tbody>
        </table>
      </div>
      {truncated && <Truncated rows={rows.length} />}
    </div>
  );
}

function Run({ row, ticked }: { row: Row; ticked: string[] }): JSX.Element {
  const name = String(row.run);
  const isTicked = ticked.includes(name);
  const tick = () => change({ run: isTicked ? ticked.filter((each) => each !== name) : [...ticked, name].slice(-2) }, "replace");
  const errors = Number(row.errors);
  return (
    <tr class={isTicked ? "selected" : ""}>
      <td><input type="checkbox" aria-label={`Compare ${name}`} checked={isTicked} onChange={tick} /></td>
      <td><a href={link(["traces"], { run: name })}>{name}</a></td>
      <td class="dim">{labelsText(row.labels)}</td>
      <td class="number">{format.count(Number(row.ingests))}</td>
      <td class="number">{format.count(Number(row.traces))}</td>
      <td class="number">{format.count(Number(row.spans))}</td>
      <td class={errors > 0 ? "number failed" : "number"}>{errors > 0 && <span aria-hidden="true">✗ </span>}{format.count(errors)}</td>
      <td><Time ns={row.start_ns as number | null} /></td>
      <td><Time ns={row.end_ns as number | null} /></td>
    </tr>
  );
}

/** Rows come newest first. */
function compareLink(rows: Row[], ticked: string[]): JSX.Element {
  const [head, base] = rows.map(({ run }) => String(run)).filter((run) => ticked.includes(run));
  if (base === undefined) return <span class="dim">{ticked.length === 1 ? "Tick one more run to compare the two." : "Tick two runs to compare them."}</span>;
  return <a class="button" href={link(["compare"], { base: `run:${base}`, head: `run:${head}` })}>Compare {head} with {base}</a>;
}

/** Labels are stored as a JSON object. */
function labelsText(labels: Row[string]): string {
  try {
    return Object.entries(JSON.parse(String(labels)) as Record<string, unknown>).map(([name, value]) => `${name}=${value}`).join(", ");
  } catch {
    return String(labels ?? "");
  }
}
