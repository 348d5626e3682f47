import { h } from "preact";
import { Address, link } from "./core/address";
import { isOffered, isReport } from "./core/api";
import { shortId } from "./core/format";
import { AgentsView } from "./views/agents";
import { AnalysesView } from "./views/analyses";
import { kQueries } from "./views/analyses/groups";
import { CompareView } from "./views/compare";
import { HealthView } from "./views/health";
import { ReportView } from "./views/report";
import { RunsView } from "./views/runs";
import { kTaskQueries, TasksView } from "./views/tasks";
import { TraceView } from "./views/trace";
import { TracesView } from "./views/traces";
import { TreeView } from "./views/tree";
import { kWorkerQueries, WorkersView } from "./views/workers";

/** The views: each one's name is the first part of its address. */
export interface View {
  name: string;
  /** The entry of the rail that leads here. */
  rail: string;
  /** Whether it takes `since` and `until`. */
  isTimed?: boolean;
  title(address: Address): string;
  render(address: Address): JSX.Element;
}

interface RailEntry {
  name: string;
  label: string;
  icon: string;
  /** The queries that it shows: in a report it stands only when there is an answer to one of them. */
  asks?: string[];
}

const kEntries: RailEntry[] = [
  ...(isReport ? [{ name: "report", label: "Report", icon: "✎" }] : []),
  { name: "traces", label: "Traces", icon: "≡" },
  { name: "tasks", label: "Tasks", icon: "☑", asks: kTaskQueries },
  { name: "workers", label: "Workers", icon: "⚙", asks: kWorkerQueries },
  { name: "runs", label: "Runs", icon: "▷", asks: ["runs"] },
  { name: "analyses", label: "Analyses", icon: "∑", asks: kQueries },
  // A report holds traces, not all that is asked about many of them.
  ...(isReport ? [] : [{ name: "tree", label: "Flame", icon: "▤" }, { name: "agents", label: "Agents", icon: "☍" }]),
  { name: "compare", label: "Compare", icon: "⇄" },
  { name: "health", label: "Health", icon: "✚", asks: ["doctor", "issues"] },
];

export const kRail = kEntries.filter(({ asks }) => asks === undefined || asks.some(isOffered));

const kViews: View[] = [
  ...(isReport ? [{ name: "report", rail: "report", title: () => "Report", render: () => <ReportView /> }] : []),
  { name: "traces", rail: "traces", isTimed: true, title: () => "Traces", render: (address) => <TracesView address={address} /> },
  { name: "trace", rail: "traces", title: ({ path }) => `Trace ${shortId(path[1] ?? "")}`, render: (address) => <TraceView address={address} /> },
  { name: "tasks", rail: "tasks", isTimed: true, title: () => "Tasks", render: (address) => <TasksView address={address} /> },
  { name: "workers", rail: "workers", isTimed: true, title: ({ path }) => path[1] ?? "Workers", render: (address) => <WorkersView address={address} /> },
  { name: "runs", rail: "runs", title: () => "Runs", render: (address) => <RunsView address={address} /> },
  { name: "health", rail: "health", isTimed: true, title: () => "Health of the data", render: (address) => <HealthView address={address} /> },
  { name: "analyses", rail: "analyses", isTimed: true, title: ({ path }) => path[1] ?? "Analyses", render: (address) => <AnalysesView address={address} /> },
  { name: "tree", rail: "tree", isTimed: true, title: () => "Aggregated tree", render: (address) => <TreeView address={address} /> },
  { name: "compare", rail: "compare", title: () => "Comparison", render: (address) => <CompareView address={address} /> },
  { name: "agents", rail: "agents", isTimed: true, title: () => "Agents", render: (address) => <AgentsView address={address} /> },
];

/** Where an entry of the rail leads from an address: to the same time, if its view has one. */
export function railLink({ name }: RailEntry, { params }: Address): string {
  const isTimed = kViews.some((view) => view.name === name && view.isTimed);
  return link([name], isTimed ? { since: params.get("since"), until: params.get("until") } : {});
}

/** The view of an address; the first where there is none. */
export function viewAt(address: Address): View {
  return kViews.find(({ name }) => name === address.path[0]) ?? kViews[0];
}
