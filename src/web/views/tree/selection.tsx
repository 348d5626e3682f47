import { h } from "preact";
import { change } from "../../core/address";

/** The queries whose rows name traces. */
const kQueries = [
  "traces", "failed", "slow", "errors", "type", "priority", "worker", "tasks", "spans", "grep", "hops", "loops", "waits", "joins", "doctor",
];

/** What narrows each of them; an address may hold any other parameter of the query. */
const kFields: [string, string][] = [
  ["run", "any"], ["service", "any"], ["attr", "key=value"], ["since", "2026-01-31"], ["until", "2026-02-01"], ["limit", "all"],
];

/** What a query has of its own. */
const kOwnFields: Record<string, [string, string][]> = {
  slow: [["min", "10s"]],
  type: [["name", "code_*"]],
  spans: [["name", "llm.*"], ["role", "llm"]],
  priority: [["min", "lowest"], ["max", "highest"]],
  worker: [["id", "worker"]],
  grep: [["text", "text"]],
};

// They are of the page, not of the query.
const kOfThePage = ["as", "find", "at", "row", "closed", "against"];

function nameOfQuery(params: URLSearchParams, prefix: string): string {
  return params.get(prefix === "" ? "query" : "against") ?? "traces";
}

/** The parameters of `/tree` for one selection of the address: those with its prefix. */
export function selectionOf(params: URLSearchParams, prefix: string): URLSearchParams {
  const selection = new URLSearchParams({ query: nameOfQuery(params, prefix) });
  for (const [name, value] of params) {
    if (prefix === "" ? isOwn(name) : name.startsWith(prefix)) selection.append(name.slice(prefix.length), value);
  }
  return selection;
}

function isOwn(name: string): boolean {
  return name !== "query" && !kOfThePage.includes(name) && !name.startsWith("against.");
}

/** The parameters that list the spans of a name, as far as the query `spans` can take the same selection. */
export function spansOf(params: URLSearchParams, name: string): URLSearchParams {
  const spans = new URLSearchParams({ name });
  for (const [field] of kFields) for (const value of params.getAll(field)) if (field !== "limit") spans.append(field, value);
  return spans;
}

interface Props {
  params: URLSearchParams;
  /** What stands before the names of its parameters in the address. */
  prefix: "" | "against.";
  label: string;
}

/** A query and what narrows it, as fields. */
export function SelectionFields({ params, prefix, label }: Props): JSX.Element {
  const query = nameOfQuery(params, prefix);
  const fields = [...(kOwnFields[query] ?? []), ...kFields];
  const choose = (name: string) => {
    const others = Object.values(kOwnFields).flat().map(([field]) => [`${prefix}${field}`, null]);
    change({ ...Object.fromEntries(others), [prefix === "" ? "query" : "against"]: name, at: null, row: null, closed: null });
  };
  return (
    <div class="tools" role="group" aria-label={label}>
      <label><span class="side">{label}</span>
        <select value={query} onChange={(event: Event) => choose((event.currentTarget as HTMLSelectElement).value)}>
          {kQueries.map((name) => <option key={name} value={name} selected={name === query}>{name}</option>)}
        </select>
      </label>
      {fields.map(([field, example]) => (
        <label key={field}>{field}
          <input value={params.get(prefix + field) ?? ""} placeholder={example} autocomplete="off" class="narrow"
            onChange={(event: Event) => change({ [prefix + field]: (event.currentTarget as HTMLInputElement).value.trim() })} />
        </label>
      ))}
      {prefix !== "" && <button type="button" class="quiet" aria-label="Compare no longer" onClick={() => drop(params)}>×</button>}
    </div>
  );
}

function drop(params: URLSearchParams): void {
  const names = [...params.keys()].filter((name) => name.startsWith("against"));
  change(Object.fromEntries(names.map((name) => [name, null])));
}
