import { h } from "preact";
import * as format from "../../core/format";
import { parameters } from "../../core/address";
import { apiPath } from "../../core/api";
import type { Row, Trace } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";

interface Defect {
  title: string;
  explanation: string;
  spanId: string | null;
}

/** What is not as it should be with the data of a trace, each said once, with its explanation. */
export function Defects({ trace, select }: { trace: Trace; select(spanId: string): void }): JSX.Element {
  const path = apiPath(["query", "doctor"], parameters({ trace: trace.trace_id }));
  return <Fetched path={path} live={trace.trace_id} optional waiting={null} show={(rows: Row[]) => <Found defects={[...ofTrace(trace), ...rows.map(ofFinding)]} select={select} />} />;
}

function Found({ defects, select }: { defects: Defect[]; select(spanId: string): void }): JSX.Element | null {
  if (defects.length === 0) return null;
  return (
    <details class="trace-defects">
      <summary><span aria-hidden="true">⚠</span> {defects.map(({ title }) => title).join(" · ")}</summary>
      <ul>
        {defects.map(({ title, explanation, spanId }) => (
          <li key={title}>
            <b>{title}</b>: {explanation}{" "}
            {spanId !== null && <button type="button" class="link" onClick={() => select(spanId)}>the first one</button>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function ofFinding(row: Row): Defect {
  const about = [row.service, typeof row.value_ns === "number" ? format.duration(row.value_ns) : null].filter((text) => text !== null && text !== "");
  const times = Number(row.count) > 1 ? ` × ${format.count(Number(row.count))}` : "";
  const spanId = row.span_id === null ? null : String(row.span_id);
  return {
    title: `${String(row.finding).replace(/_/g, " ")}${times}${about.length > 0 ? ` (${about.join(", ")})` : ""}`,
    explanation: `${String(row.cause)}. To change it: ${String(row.advice)}.`,
    spanId,
  };
}

/** What the answer itself tells, and doctor does not. */
function ofTrace(trace: Trace): Defect[] {
  const defects: Defect[] = [];
  const add = (title: string, explanation: string) => defects.push({ title, explanation, spanId: null });
  if (trace.truncated) add(`the first ${format.counted(trace.nodes.length, "span")} of more`, "a trace of so many spans is not shown whole; the command line exports it");
  if (trace.duplicate_ids > 0) add(format.counted(trace.duplicate_ids, "ID twice", "IDs twice"), "spans of one trace have the same ID; let the SDK make span IDs");
  if (trace.outside_parent > 0) add(`${format.counted(trace.outside_parent, "span")} outside the parent`, "they begin before it or end after it: work that was not waited for, or clocks that differ");
  return defects;
}
