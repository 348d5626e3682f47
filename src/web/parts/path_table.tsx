import { h } from "preact";
import { change } from "../core/address";
import * as format from "../core/format";
import type { AggregatedNode } from "../core/shapes";
import { Bar, RoleMark } from "./marks";
import { TreeColumn, TreeTable } from "./tree_table";

/** The name of a group of spans, as a tree shows it. */
export function PathName({ name, role, missing }: { name: string; role: string; missing: boolean }): JSX.Element {
  return (
    <span class={missing ? "dim" : ""} title={name}>
      <RoleMark role={role} /> <bdi>{missing ? "missing parent" : name === "" ? "(no name)" : name}</bdi>
    </span>
  );
}

/** What the address says of a tree that is shown: what is closed and what stands out. */
export function treeState(params: URLSearchParams): { closed: string[]; current: string | null } {
  return { closed: (params.get("closed") ?? "").split(",").filter((key) => key !== ""), current: params.get("row") };
}

export const closeRows = (closed: string[]): void => change({ closed: closed.join(",") }, "replace");
export const selectRow = (row: string): void => change({ row }, "replace");

interface Props {
  nodes: AggregatedNode[];
  keys: string[];
  params: URLSearchParams;
  /** Where the spans of a name are listed. */
  spans(name: string): string;
}

/** An aggregated tree as a table. */
export function PathTable({ nodes, keys, params, spans }: Props): JSX.Element {
  return (
    <TreeTable label="Aggregated tree" nodes={nodes} keys={keys} {...treeState(params)} close={closeRows} select={selectRow}
      name={(index) => <PathName {...nodes[index]} />} columns={columnsOf(nodes, spans)} />
  );
}

function columnsOf(nodes: AggregatedNode[], spans: Props["spans"]): TreeColumn[] {
  const time = (title: string, hint: string, of: (node: AggregatedNode) => number | null): TreeColumn => ({
    title, hint, width: "72px", cell: (index) => durationText(of(nodes[index])),
  });
  return [
    { title: "count", width: "64px", cell: (index) => <Count {...nodes[index]} spans={spans} /> },
    { title: "errors", width: "64px", cell: (index) => <Errors count={nodes[index].errors} /> },
    time("total", "the time of all these spans added up", (node) => node.total_ns),
    time("self", "without the time of their children", (node) => node.self_ns),
    time("p50", "half of them took at most this", (node) => node.p50_ns),
    time("p95", "95 of 100 took at most this", (node) => node.p95_ns),
    { title: "share", hint: "of the time of all roots", width: "120px", cell: (index) => <Share ratio={nodes[index].share} /> },
  ];
}

export function durationText(ns: number | null): string {
  return ns === null ? "–" : format.duration(ns);
}

function Count({ name, count, missing, spans }: AggregatedNode & Pick<Props, "spans">): JSX.Element {
  if (missing) return <span>{format.count(count)}</span>;
  return <a href={spans(name)} title="Spans of this name">{format.count(count)}</a>;
}

export function Errors({ count }: { count: number }): JSX.Element {
  return count === 0 ? <span class="dim">0</span> : <span class="failed">✗ {format.count(count)}</span>;
}

function Share({ ratio }: { ratio: number }): JSX.Element {
  return <span><Bar ratio={ratio} /> <span class="figure">{format.percent(ratio)}</span></span>;
}
