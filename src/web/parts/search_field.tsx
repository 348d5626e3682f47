import { h } from "preact";
import { link, ParameterValues } from "../core/address";
import { isReport } from "../core/api";

/** Takes an ID of a trace, a condition on an attribute, or a text to look for in names, messages and attributes. */
export function SearchField({ onSearch }: { onSearch(href: string): void }): JSX.Element {
  const submit = (event: Event) => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem("search") as HTMLInputElement;
    const text = field.value.trim();
    if (text === "") return;
    field.blur();
    onSearch(destination(text));
  };
  return (
    <form class="search" role="search" onSubmit={submit}>
      <input id="search" name="search" type="search" autocomplete="off" spellCheck={false}
        placeholder={isReport ? "Trace ID  ( / )" : "Trace ID, text, key=value or key>7  ( / )"}
        aria-label={isReport ? "Go to a trace by its ID" : "Search for an ID, a text, or key=value"} />
    </form>
  );
}

/** Where a search leads. */
export function destination(text: string): string {
  if (/^[0-9a-f]{8,32}$/i.test(text)) return link(["trace", text.toLowerCase()]);
  const [, key, operator, value] = /^("[^"]+"|[\w.@-]+)\s*(>=|<=|!=|=|>|<)\s*(\S.*)$/.exec(text) ?? [];
  const isText = key === undefined || (/^[<>]/.test(operator) && key !== "duration" && Number.isNaN(Number(value)));
  return isText ? link(["analyses", "grep"], { text }) : link(["traces"], filterOf(key, operator, value));
}

/** Filters of the list that may be written like attributes. */
const kWritten = ["service", "worker", "agent", "model", "session", "task", "run", "name", "operation", "role", "type"];

function filterOf(key: string, operator: string, value: string): ParameterValues {
  const isMore = operator.startsWith(">");
  if (key === "duration" && /^[<>]/.test(operator)) return { [isMore ? "min" : "max"]: value };
  if (/(^|\.)priority$/.test(key) && isMore) return { priority: operator === ">" ? Number(value) + 1 : value };
  if (key === "error" && value === "true") return { status: "any" };
  if (kWritten.includes(key) && operator === "=") return { [key]: value };
  return { attr: `${key}${operator}${value}` };
}
