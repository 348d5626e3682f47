import { h } from "preact";
import * as format from "../../core/format";
import { parameters } from "../../core/address";
import { apiPath } from "../../core/api";
import type { Row } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";
import { RoleMark } from "../../parts/marks";
import type { CriticalPath } from "./critical_path";
import { Outline, questionAbout } from "./outline";

interface Props {
  outline: Outline;
  longest: CriticalPath["longest"];
  select(spanId: string): void;
}

// Less would not tell where the time went.
const kLeastShare = 0.1;

/** One line: why it failed, or that it did not, and where its time went. */
export function Verdict({ outline, longest, select }: Props): JSX.Element {
  return (
    <div class="trace-verdict" role="status">
      <Fetched path={apiPath(["query", "blame"], parameters(questionAbout(outline)))} live={outline.trace.trace_id} optional
        waiting={<span class="dim">{failuresText(outline)}</span>}
        show={(rows: Row[]) => (rows.length > 0 ? <Failed rows={rows} select={select} /> : <Succeeded outline={outline} select={select} />)} />
      {longest !== null && longest.share >= kLeastShare && (
        <span class="longest"><b>{format.percent(longest.share)}</b> of the time in <RoleMark role={longest.role} /> <bdi>{longest.name}</bdi></span>
      )}
    </div>
  );
}

function failuresText({ failures }: Outline): string {
  return failures.length === 0 ? "no failure" : format.counted(failures.length, "failure");
}

interface Cause {
  spanId: string;
  name: string;
  actor: string;
  message: string;
}

function Failed({ rows, select }: { rows: Row[]; select(spanId: string): void }): JSX.Element {
  const [first] = rows;
  const cause = { spanId: String(first.span_id), name: String(first.name), actor: String(first.worker_id ?? ""), message: String(first.message ?? "") };
  return (
    <span class="failed">
      <b><span aria-hidden="true">✗</span> failed:</b> <CauseText cause={cause} select={select} />
      {rows.length > 1 && <span class="dim"> and {format.count(rows.length - 1)} more</span>}
    </span>
  );
}

/** There may be failures that never reached the task: they were absorbed, or tried again. */
function Succeeded({ outline, select }: { outline: Outline; select(spanId: string): void }): JSX.Element {
  const { failures, nodes } = outline;
  const mark = <span class="good" aria-hidden="true">✓</span>;
  if (failures.length === 0) return <span>{mark} no failure</span>;
  // The failure that lies deepest was there before those above it.
  const first = nodes[failures.reduce((best, at) => (nodes[at].depth > nodes[best].depth ? at : best))];
  const cause = { spanId: first.span_id, name: first.name, actor: first.actor, message: first.status_message };
  return <span>{mark} <b>in spite of {failuresText(outline)}:</b> <CauseText cause={cause} select={select} /></span>;
}

function CauseText({ cause, select }: { cause: Cause; select(spanId: string): void }): JSX.Element {
  return (
    <span>
      <button type="button" class="link" onClick={() => select(cause.spanId)}><bdi>{cause.name}</bdi></button>
      {cause.actor !== "" && <span> in <bdi>{cause.actor}</bdi></span>}
      {cause.message !== "" && <bdi>: {cause.message}</bdi>}
    </span>
  );
}
