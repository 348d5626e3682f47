import { h } from "preact";
import * as format from "../../../core/format";
import type { Span } from "../../../core/shapes";
import { AttributeList } from "./attributes";

/** The events of a span on a small time line, and below it one by one. */
export function Events({ span }: { span: Span }): JSX.Element {
  const start = span.start_ns ?? span.events[0].time_ns;
  return (
    <div>
      {span.duration_ns !== null && span.duration_ns > 0 && <TimeLine span={span} start={start} duration={span.duration_ns} />}
      {span.events.map(({ name, time_ns, attributes }, index) => (
        <details key={String(index)} class="event">
          <summary>
            <span class="number">{offsetText(time_ns - start)}</span> {name === "exception" && <span class="failed" aria-hidden="true">✗</span>} <bdi>{name}</bdi>
            <bdi class="dim"> {firstWords(attributes)}</bdi>
          </summary>
          <AttributeList attributes={attributes} />
        </details>
      ))}
    </div>
  );
}

function TimeLine({ span, start, duration }: { span: Span; start: number; duration: number }): JSX.Element {
  return (
    <div class="time-line" aria-hidden="true">
      {span.events.map(({ name, time_ns }, index) => {
        const ratio = Math.max(0, Math.min(1, (time_ns - start) / duration));
        return <span key={String(index)} class={name === "exception" ? "failed" : ""} style={`left:${ratio * 100}%`} title={name} />;
      })}
    </div>
  );
}

function offsetText(ns: number): string {
  return `${ns < 0 ? "" : "+"}${format.duration(ns)}`;
}

const kMostLetters = 120;

/** What tells events of one name apart: their values, as far as there is room. */
function firstWords(attributes: Span["attributes"]): string {
  return Object.values(attributes).map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(" · ").slice(0, kMostLetters);
}
