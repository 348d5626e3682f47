import { h } from "preact";
import { Address, link } from "../core/address";
import { apiPath, isOffered, isReport } from "../core/api";
import type { Row } from "../core/shapes";
import { CellView, titleOf } from "../parts/cells";
import { Fetched } from "../parts/fetched";
import { QuestionPanel } from "../parts/question_panel";
import { Tabs } from "../parts/tabs";

const kTabs = [
  { query: "workers", label: "Workers" },
  { query: "lanes", label: "Busy and idle" },
];

export const kWorkerQueries = kTabs.map(({ query }) => query);

/** All workers, and what each did: `#/workers/ID`. */
export function WorkersView({ address }: { address: Address }): JSX.Element {
  const id = address.path[1];
  if (id !== undefined) return <WorkerView key={id} id={id} address={address} />;
  const tabs = kTabs.filter(({ query }) => isOffered(query));
  const shown = tabs.find(({ query }) => query === address.params.get("show")) ?? tabs[0] ?? kTabs[0];
  return (
    <div class="tabbed">
      <Tabs label="Workers" tabs={tabs.map(({ query, label }) => ({ label, href: link(["workers"], { show: query }), current: query === shown.query }))} />
      <QuestionPanel key={shown.query} name={shown.query} address={address} />
    </div>
  );
}

const kHere = ["worker_id"];

function WorkerView({ id, address }: { id: string; address: Address }): JSX.Element {
  return (
    <div class="tabbed">
      <header class="view-head">
        <h1>{id}</h1>
        <a href={link(["traces"], { worker: id })}>Its traces</a>
        <a href={link(["analyses", "hops"], { worker: id })}>Hand-offs</a>
        <a href={link(["analyses", "cost"], { worker: id, by: "model" })}>Cost</a>
      </header>
      {!isReport && <Facts id={id} />}
      <QuestionPanel name="worker" address={address} fixed={{ id: exact(id) }} without={["role", "worker_id"]} />
    </div>
  );
}

/** How busy it was, and what waited for it. */
function Facts({ id }: { id: string }): JSX.Element {
  const path = apiPath(["query", "lanes"], new URLSearchParams({ worker: exact(id) }));
  return (
    <Fetched optional path={path} waiting={null} show={(rows: Row[]) => {
      const row = rows.find(({ worker_id }) => worker_id === id);
      return row === undefined ? null : (
        <dl class="facts">
          {Object.keys(row).filter((column) => !kHere.includes(column)).map((column) => (
            <div key={column}><dt>{titleOf(column)}</dt><dd><CellView column={column} row={row} /></dd></div>
          ))}
        </dl>
      );
    }} />
  );
}

/** An ID as a pattern that matches it alone. */
function exact(id: string): string {
  return id.replace(/[*?[]/g, "[$&]");
}
