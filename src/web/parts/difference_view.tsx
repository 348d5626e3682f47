import { Component, h } from "preact";
import { change } from "../core/address";
import { Difference, differences } from "../core/differences";
import { counted } from "../core/format";
import { pathKeys } from "../core/paths";
import type { AggregatedTree } from "../core/shapes";
import { DifferenceTable } from "./difference_table";
import { Flame } from "./flame";
import { FlameBlock, blocksOfDifferences } from "./flame_layout";
import { Empty } from "./marks";
import { tellDifference } from "./tell_group";

interface Props {
  base: AggregatedTree;
  head: AggregatedTree;
  params: URLSearchParams;
}

/** What differs between the traces of two selections, by path. */
export class DifferenceView extends Component<Props, {}> {
  private laid?: { base: AggregatedTree; head: AggregatedTree; nodes: Difference[]; keys: string[]; blocks: FlameBlock[] };

  private layout() {
    const { base, head } = this.props;
    if (this.laid?.base !== base || this.laid.head !== head) {
      const nodes = differences(base, head);
      this.laid = { base, head, nodes, keys: pathKeys(nodes), blocks: blocksOfDifferences(nodes) };
    }
    return this.laid;
  }

  render({ base, head, params }: Props): JSX.Element {
    const { nodes, keys, blocks } = this.layout();
    if (nodes.length === 0) return <Empty text="Neither query finds traces." />;
    const at = keys.indexOf(params.get("at") ?? "");
    return (
      <div class="picture">
        <p class="sentence">
          {counted(head.traces, "trace")} against {counted(base.traces, "trace")}; times are the mean of a trace.{" "}
          <span class="more">▲ more</span> <span class="less">▼ less</span>
        </p>
        {params.get("as") === "flame"
          ? <Flame label="Flame graph of the difference" blocks={blocks} narrowed={at < 0 ? null : at} find={params.get("find") ?? ""}
              narrow={(block) => change({ at: block === null ? null : keys[block] })} tell={(block) => tellDifference(nodes[block])} />
          : <DifferenceTable nodes={nodes} keys={keys} params={params} />}
      </div>
    );
  }
}
