import { h } from "preact";
import * as format from "../core/format";
import { link } from "../core/address";
import { isReport } from "../core/api";
import { roleOf } from "../core/roles";

/** The role of a span: a letter on its colour. */
export function RoleMark({ role }: { role: string | null }): JSX.Element {
  const { name, letter, color } = roleOf(role);
  return <span class="role" style={`--role: ${color}`} title={name} aria-label={name}>{letter}</span>;
}

/** A failure, by the evidence that names it. */
export function FailureMark({ evidence }: { evidence?: string | null }): JSX.Element {
  return <span class="mark failed" title={evidence ? `failed: ${evidence}` : "failed"} aria-label="failed">✗</span>;
}

/** A time of this machine's zone, with UTC on hover. */
export function Time({ ns }: { ns: number | null }): JSX.Element {
  if (ns === null) return <span class="dim">unknown</span>;
  return <time dateTime={format.utcTime(ns)} title={`${format.utcTime(ns)} (UTC)`}>{format.localTime(ns)}</time>;
}

export function TraceLink({ id, span }: { id: string; span?: string | null }): JSX.Element {
  return <a class="id" href={link(["trace", id], { span })} title={id}>{format.shortId(id)}</a>;
}

/** A length beside others: `ratio` of the longest. */
export function Bar({ ratio, color }: { ratio: number; color?: string }): JSX.Element {
  return (
    <span class="bar" aria-hidden="true">
      <span style={{ width: `${Math.max(0, Math.min(1, ratio)) * 100}%`, background: color }} />
    </span>
  );
}

/** Nothing to show, and what that means. */
export function Empty({ text, children }: { text: string; children?: JSX.Element[] }): JSX.Element {
  return <div class="empty"><p>{text}</p>{children}</div>;
}

/** The answer was cut; says so where it ends, with what asks for more where there is such a thing. */
export function Truncated({ rows, more }: { rows: number; more?(): void }): JSX.Element {
  return (
    <p class="notice">
      The first {format.counted(rows, "row")}; there are more.{" "}
      {isReport ? "The database that the report was made from holds them." : "A larger limit, or a narrower question, shows them."}{" "}
      {more !== undefined && <button type="button" onClick={more}>Show more</button>}
    </p>
  );
}

/** Copies a text, and says so for a moment. */
export function CopyButton({ text, label = "Copy" }: { text(): string; label?: string }): JSX.Element {
  const copy = (event: Event) => {
    const button = event.currentTarget as HTMLButtonElement;
    navigator.clipboard.writeText(text()).then(
      () => tell(button, "Copied"),
      () => tell(button, "Cannot copy"),
    );
  };
  return <button type="button" class="quiet" data-label={label} onClick={copy}>{label}</button>;
}

function tell(button: HTMLButtonElement, text: string): void {
  button.textContent = text;
  setTimeout(() => (button.textContent = button.dataset.label ?? ""), 1500);
}
