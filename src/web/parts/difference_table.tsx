import { h } from "preact";
import type { Difference } from "../core/differences";
import * as format from "../core/format";
import type { AggregatedNode } from "../core/shapes";
import { Errors, PathName, closeRows, durationText, selectRow, treeState } from "./path_table";
import { changeText } from "./tell_group";
import { TreeColumn, TreeTable } from "./tree_table";

/** Two aggregated trees side by side, by path. */
export function DifferenceTable({ nodes, keys, params }: { nodes: Difference[]; keys: string[]; params: URLSearchParams }): JSX.Element {
  return (
    <TreeTable label="Difference of two trees" nodes={nodes} keys={keys} {...treeState(params)} close={closeRows} select={selectRow}
      name={(index) => <PathName {...nodes[index]} />} columns={columnsOf(nodes)} />
  );
}

function columnsOf(nodes: Difference[]): TreeColumn[] {
  const pair = (title: string, hint: string, width: string, of: (node: AggregatedNode) => JSX.Element | string): TreeColumn => ({
    title, hint, width, cell: (index) => <Sides base={nodes[index].base} head={nodes[index].head} of={of} />,
  });
  return [
    pair("count", "spans, before and after", "120px", ({ count }) => format.count(count)),
    pair("errors", "failed spans, before and after", "96px", ({ errors }) => <Errors count={errors} />),
    pair("p50", "before and after", "128px", ({ p50_ns }) => durationText(p50_ns)),
    pair("p95", "before and after", "128px", ({ p95_ns }) => durationText(p95_ns)),
    { title: "in a trace", hint: "time of all these spans, as the mean of a trace, before and after", width: "136px",
      cell: (index) => `${format.duration(nodes[index].baseNs)} → ${format.duration(nodes[index].headNs)}` },
    { title: "change", hint: "of the time in a trace", width: "152px", cell: (index) => <Change {...nodes[index]} /> },
  ];
}

function Sides({ base, head, of }: { base: AggregatedNode | null; head: AggregatedNode | null; of(node: AggregatedNode): JSX.Element | string }): JSX.Element {
  return <span>{base === null ? "–" : of(base)} <span class="dim">→</span> {head === null ? "–" : of(head)}</span>;
}

function Change({ base, head, baseNs, headNs }: Difference): JSX.Element {
  if (base === null) return <span class="more">only after</span>;
  if (head === null) return <span class="less">only before</span>;
  return <ChangeMark base={baseNs} head={headNs} />;
}

/** A change with an arrow: more, less or the same. */
export function ChangeMark({ base, head }: { base: number; head: number }): JSX.Element {
  if (base === head) return <span class="dim">=</span>;
  return <span class={head > base ? "more" : "less"}>{head > base ? "▲" : "▼"} {changeText(base, head)}</span>;
}
