import { h } from "preact";
import type { Attributes, Span } from "../../../core/shapes";
import { LongText } from "../../../parts/long_text";
import { CopyButton } from "../../../parts/marks";

/** Why a span counts as failed: its message, and the exceptions it recorded with their stack traces. */
export function Failure({ span }: { span: Span }): JSX.Element {
  const message = span.error_message ?? span.status_message ?? "";
  const exceptions = span.events.filter(({ name }) => name === "exception").map(({ attributes }) => attributes);
  if ("exception.type" in span.attributes) exceptions.push(span.attributes);
  return (
    <div class="failure-box" role="group" aria-label="Failure">
      <p><b><span aria-hidden="true">✗</span> failed</b> <span class="dim">by {span.evidence.join(", ").replace(/_/g, " ")}</span></p>
      {message !== "" && <LongText text={message} />}
      {exceptions.map((exception, index) => <Exception key={String(index)} exception={exception} message={message} />)}
    </div>
  );
}

function Exception({ exception, message }: { exception: Attributes; message: string }): JSX.Element {
  const [type, text, stack] = ["type", "message", "stacktrace"].map((name) => String(exception[`exception.${name}`] ?? ""));
  return (
    <div>
      <p><b><bdi>{type}</bdi></b>{text !== "" && text !== message && <bdi>: {text}</bdi>} {stack !== "" && <CopyButton label="Copy stack trace" text={() => stack} />}</p>
      {stack !== "" && <pre class="stack" tabIndex={0} aria-label="Stack trace">{stack}</pre>}
    </div>
  );
}
