import { Component, h } from "preact";
import { change, currentAddress, link } from "../../core/address";
import { mergedTrace } from "../../core/merged_trace";
import { pathKeys } from "../../core/paths";
import type { AggregatedNode, Trace } from "../../core/shapes";
import { Choice } from "../../parts/choice";
import { Flame } from "../../parts/flame";
import { FlameBlock, blocksOfTrace, blocksOfTree } from "../../parts/flame_layout";
import { NameSearch } from "../../parts/name_search";
import { PathTable } from "../../parts/path_table";
import { tellGroup } from "../../parts/tell_group";
import { tellSpan } from "./tell_span";

export interface Props {
  trace: Trace;
  /** The ID of the span that is shown beside. */
  selected: string | null;
  select(spanId: string): void;
}

/** Where the time of a trace went: its spans merged by their path, or each when it ran. */
export class FlameTab extends Component<Props, {}> {
  private merged?: { trace: Trace; nodes: AggregatedNode[]; keys: string[]; blocks: FlameBlock[] };
  private timed?: { trace: Trace; blocks: FlameBlock[] };

  private ofPaths() {
    const { trace } = this.props;
    if (this.merged?.trace !== trace) {
      const { nodes } = mergedTrace(trace);
      this.merged = { trace, nodes, keys: pathKeys(nodes), blocks: blocksOfTree(nodes) };
    }
    return this.merged;
  }

  private ofSpans(): FlameBlock[] {
    const { trace } = this.props;
    if (this.timed?.trace !== trace) this.timed = { trace, blocks: blocksOfTrace(trace) };
    return this.timed.blocks;
  }

  render(): JSX.Element {
    const { params } = currentAddress();
    const shape = params.get("flame") ?? "merged";
    const find = params.get("find") ?? "";
    return (
      <div class="picture">
        <div class="tools">
          <Choice label="Flame graph" value={shape} options={[["merged", "Merged by path"], ["time", "Over time"], ["table", "Table"]]}
            choose={(flame) => change({ flame: flame === "merged" ? null : flame, at: null })} />
          {shape !== "table" && <NameSearch value={find} change={(text) => change({ find: text }, "replace")} />}
        </div>
        {shape === "time" ? this.overTime(params, find) : shape === "table" ? this.table(params) : this.byPath(params, find)}
      </div>
    );
  }

  private byPath(params: URLSearchParams, find: string): JSX.Element {
    const { nodes, keys, blocks } = this.ofPaths();
    const at = keys.indexOf(params.get("at") ?? "");
    return (
      <Flame label="Flame graph of the spans merged by their path" blocks={blocks} narrowed={at < 0 ? null : at} find={find}
        narrow={(block) => change({ at: block === null ? null : keys[block] })} tell={(block) => tellGroup(nodes[block])} />
    );
  }

  private overTime(params: URLSearchParams, find: string): JSX.Element {
    const { nodes } = this.props.trace;
    const of = (id: string | null) => {
      const found = id === null ? -1 : nodes.findIndex(({ span_id }) => span_id === id);
      return found < 0 ? null : found;
    };
    return (
      <Flame label="Flame graph of the spans when they ran" blocks={this.ofSpans()} narrowed={of(params.get("at"))} find={find}
        selected={of(this.props.selected)} narrow={(block) => this.narrowToSpan(block)} tell={(block) => tellSpan(this.props.trace, nodes[block])} />
    );
  }

  private narrowToSpan(block: number | null): void {
    const { nodes } = this.props.trace;
    change({ at: block === null ? null : nodes[block].span_id });
    if (block !== null && !nodes[block].missing) this.props.select(nodes[block].span_id);
  }

  private table(params: URLSearchParams): JSX.Element {
    const { nodes, keys } = this.ofPaths();
    const trace = this.props.trace.trace_id;
    return <PathTable nodes={nodes} keys={keys} params={params} spans={(name) => link(["analyses", "spans"], { name, trace })} />;
  }
}
