import { h } from "preact";
import { apiPath } from "../../core/api";
import type { Span } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";
import { JsonView } from "../../parts/json_view";
import { CopyButton } from "../../parts/marks";
import { Outline, placeOf, traceIdOf } from "./outline";

/** What is stored of the selected span, or of the trace, as JSON. */
export function RawTab({ outline, selected }: { outline: Outline; selected: string | null }): JSX.Element {
  const at = placeOf(outline, selected);
  if (at === undefined || outline.nodes[at].missing) return <Raw value={outline.trace} />;
  return <Fetched path={apiPath(["span", traceIdOf(outline, at), outline.nodes[at].span_id])} live={outline.trace.trace_id} show={(spans: Span[]) => <Raw value={spans[0]} />} />;
}

function Raw({ value }: { value: object }): JSX.Element {
  return (
    <div class="raw">
      <CopyButton label="Copy as JSON" text={() => JSON.stringify(value, null, 2)} />
      <JsonView value={value} open={2} />
    </div>
  );
}
