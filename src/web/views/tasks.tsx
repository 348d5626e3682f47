import { h } from "preact";
import { Address, link, ParameterValues } from "../core/address";
import { isOffered } from "../core/api";
import { QuestionPanel } from "../parts/question_panel";
import { Tabs } from "../parts/tabs";

const kTabs: { query: string; label: string; first: ParameterValues }[] = [
  { query: "tasks", label: "All", first: {} },
  { query: "failed", label: "Failed", first: {} },
  { query: "slow", label: "Slow", first: {} },
  { query: "priority", label: "High priority", first: {} },
  { query: "type", label: "By type", first: { name: "*" } },
];

export const kTaskQueries = kTabs.map(({ query }) => query);

/** Tasks, by the questions that find them: `#/tasks/QUERY`. */
export function TasksView({ address }: { address: Address }): JSX.Element {
  const tabs = kTabs.filter(({ query }) => isOffered(query));
  const shown = tabs.find(({ query }) => query === address.path[1]) ?? tabs[0] ?? kTabs[0];
  return (
    <div class="tabbed">
      <Tabs label="Tasks" tabs={tabs.map(({ query, label, first }) => ({ label, href: link(["tasks", query], first), current: query === shown.query }))} />
      <QuestionPanel key={shown.query} name={shown.query} address={address} without={["role"]} />
    </div>
  );
}
