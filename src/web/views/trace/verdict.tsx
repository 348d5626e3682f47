import { h } from "preact";
import * as format from "../../core/format";
import { parameters } from "../../core/address";
import { apiPath } from "../../core/api";
import type { Row } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";
import { RoleMark } from "../../parts/marks";
import type { CriticalPath } from "./critical_path";
import type { Outline } from "./outline";

interface Props {
  outline: Outline;
  longest: CriticalPath["longest"];
  select(spanId: string): void;
}

// Less would not tell where the time went.
const kLeastShare = 0.1;

/** One line: why it failed, or that it did not, and where its time went. */
export function Verdict({ outline, longest, select }: Props): JSX.Element {
  const path = apiPath(["query", "blame"], parameters({ trace: outline.trace.trace_id, all: true }));
  return (
    <div class="verdict" role="status">
      <Fetched path={path} waiting={<span class="dim">{format.counted(outline.failures.length, "failure")}</span>}
        show={(rows: Row[]) => <Outcome rows={rows} failures={outline.failures.length} select={select} />} />
      {longest !== null && longest.share >= kLeastShare && (
        <span class="longest"><b>{format.percent(longest.share)}</b> of the time in <RoleMark role={longest.role} /> <bdi>{longest.name}</bdi></span>
      )}
    </div>
  );
}

function Outcome({ rows, failures, select }: { rows: Row[]; failures: number; select(spanId: string): void }): JSX.Element {
  const fatal = rows.filter(({ effect }) => effect === "fatal");
  const first = fatal[0] ?? rows[0];
  if (first === undefined) return <span class="outcome">{failures === 0 ? <span><span class="good" aria-hidden="true">✓</span> no failure</span> : format.counted(failures, "failure")}</span>;
  const more = (fatal.length > 0 ? fatal : rows).length - 1;
  return (
    <span class={`outcome ${fatal.length > 0 ? "failed" : ""}`}>
      {fatal.length > 0
        ? <b><span aria-hidden="true">✗</span> failed:</b>
        : <b><span class="good" aria-hidden="true">✓</span> in spite of a failure that was {String(first.effect)}:</b>}{" "}
      <button type="button" class="link" title={String(first.path)} onClick={() => select(String(first.span_id))}><bdi>{String(first.name)}</bdi></button>
      {first.worker_id !== null && <span> in <bdi>{String(first.worker_id)}</bdi></span>}
      {first.message !== null && first.message !== "" && <bdi title={String(first.message)}>: {String(first.message)}</bdi>}
      {more > 0 && <span class="dim"> and {format.count(more)} more</span>}
    </span>
  );
}
