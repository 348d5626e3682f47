import { Component, h } from "preact";
import { Pair, align } from "../../core/alignment";
import { change, link } from "../../core/address";
import * as format from "../../core/format";
import type { Node, Trace } from "../../core/shapes";
import { ChangeMark } from "../../parts/difference_table";
import { FailureMark } from "../../parts/marks";
import { PathName, closeRows, durationText, selectRow, treeState } from "../../parts/path_table";
import { TreeColumn, TreeTable } from "../../parts/tree_table";
import { SpanPair } from "./span_pair";

interface Props {
  base: Trace;
  head: Trace;
  params: URLSearchParams;
}

interface Laid {
  base: Trace;
  head: Trace;
  pairs: Pair[];
  keys: string[];
}

/** Two traces: their trees matched, and what differs between the spans of the row that is chosen. */
export class TraceComparison extends Component<Props, {}> {
  private laid?: Laid;

  private layout(): Laid {
    const { base, head } = this.props;
    if (this.laid?.base !== base || this.laid.head !== head) {
      const pairs = align(base.nodes, head.nodes);
      // A span of the base keeps its key when the head is another trace.
      const keys = pairs.map((pair) => (pair.base === null ? `+${head.nodes[pair.head as number].span_id}` : base.nodes[pair.base].span_id));
      this.laid = { base, head, pairs, keys };
    }
    return this.laid;
  }

  render({ base, head, params }: Props): JSX.Element {
    const { pairs, keys } = this.layout();
    const sides = (index: number): Sides => sidesOf(pairs[index], base, head);
    const { closed, current } = treeState(params);
    const chosen = current === null ? -1 : keys.indexOf(current);
    return (
      <div class="picture">
        <Facts base={base} head={head} pairs={pairs} keys={keys} />
        <div class="two-parts">
          <TreeTable label="Spans of two traces" nodes={pairs} keys={keys} closed={closed} current={current} close={closeRows} select={selectRow}
            name={(index) => <SpanName {...sides(index)} />} columns={columnsOf(sides)} />
          {chosen >= 0 && <SpanPair base={base.trace_id} head={head.trace_id} {...sides(chosen)} close={() => change({ row: null }, "replace")} />}
        </div>
      </div>
    );
  }
}

/** The spans of a row. */
export interface Sides {
  before: Node | null;
  after: Node | null;
}

function sidesOf({ base: left, head: right }: Pair, base: Trace, head: Trace): Sides {
  return { before: left === null ? null : base.nodes[left], after: right === null ? null : head.nodes[right] };
}

function SpanName({ before, after }: Sides): JSX.Element {
  const { name, role, missing } = (after ?? before) as Node;
  return <PathName name={name} role={role} missing={missing} />;
}

function columnsOf(sides: (index: number) => Sides): TreeColumn[] {
  return [
    { title: "before", width: "96px", cell: (index) => <Took node={sides(index).before} /> },
    { title: "after", width: "96px", cell: (index) => <Took node={sides(index).after} /> },
    { title: "change", hint: "of the duration", width: "168px", cell: (index) => <Changed {...sides(index)} /> },
  ];
}

function Took({ node }: { node: Node | null }): JSX.Element {
  if (node === null) return <span class="dim">–</span>;
  const failed = node.evidence.length > 0;
  return <span class={failed ? "failed" : ""}>{failed && <FailureMark evidence={node.evidence.join(", ")} />} {durationText(node.duration_ns)}</span>;
}

function Changed({ before, after }: Sides): JSX.Element {
  if (before === null) return <span class="more">+ only after</span>;
  if (after === null) return <span class="less">− only before</span>;
  if (before.duration_ns === null || after.duration_ns === null) return <span class="dim">–</span>;
  return <ChangeMark base={before.duration_ns} head={after.duration_ns} />;
}

// Enough to start with.
const kMostGrown = 3;

function Facts({ base, head, pairs, keys }: Laid): JSX.Element {
  const gone = pairs.filter((pair) => pair.head === null).length;
  const come = pairs.filter((pair) => pair.base === null).length;
  return (
    <p class="sentence">
      <TraceFacts trace={base} /> → <TraceFacts trace={head} />: <ChangeMark base={base.duration_ns} head={head.duration_ns} />.{" "}
      {format.counted(gone, "span")} only before, {format.counted(come, "span")} only after.{" "}
      <Grown base={base} head={head} pairs={pairs} keys={keys} />
    </p>
  );
}

function TraceFacts({ trace }: { trace: Trace }): JSX.Element {
  return (
    <span>
      <a href={link(["trace", trace.trace_id])} title={trace.trace_id}><bdi class="short">{trace.name === "" ? format.shortId(trace.trace_id) : trace.name}</bdi></a>{" "}
      {format.duration(trace.duration_ns)}, {format.counted(trace.spans, "span")}
      {trace.errors > 0 && <span class="failed">, ✗ {format.counted(trace.errors, "error")}</span>}
    </span>
  );
}

/** Where the time itself was spent that one trace took more or less than the other. */
function Grown({ base, head, pairs, keys }: Laid): JSX.Element | null {
  const changes = pairs.map((pair, index) => {
    const { before, after } = sidesOf(pair, base, head);
    return { index, by: (after?.self_ns ?? 0) - (before?.self_ns ?? 0), name: ((after ?? before) as Node).name };
  });
  const largest = changes.filter(({ by }) => by !== 0).sort((left, right) => Math.abs(right.by) - Math.abs(left.by)).slice(0, kMostGrown);
  if (largest.length === 0) return null;
  return (
    <span>
      Most of it in{" "}
      {largest.map(({ index, by, name }) => (
        <button key={String(index)} type="button" class="quiet" onClick={() => selectRow(keys[index])}>
          <bdi class="short">{name === "" ? "(no name)" : name}</bdi> <span class={by > 0 ? "more" : "less"}>{by > 0 ? "▲ +" : "▼ −"}{format.duration(Math.abs(by))}</span>
        </button>
      ))}
    </span>
  );
}
