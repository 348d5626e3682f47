import { Component, h } from "preact";
import { Address, change, link } from "../../core/address";
import { apiPath } from "../../core/api";
import { counted } from "../../core/format";
import { pathKeys } from "../../core/paths";
import type { AggregatedNode, AggregatedTree } from "../../core/shapes";
import { Choice } from "../../parts/choice";
import { DifferenceView } from "../../parts/difference_view";
import { Fetched } from "../../parts/fetched";
import { Flame } from "../../parts/flame";
import { FlameBlock, blocksOfTree } from "../../parts/flame_layout";
import { Empty } from "../../parts/marks";
import { NameSearch } from "../../parts/name_search";
import { PathTable } from "../../parts/path_table";
import { tellGroup } from "../../parts/tell_group";
import { SelectionFields, selectionOf, spansOf } from "./selection";

/** Many traces as one tree: those that a query finds, alone or against those of another. */
export function TreeView({ address }: { address: Address }): JSX.Element {
  const { params } = address;
  const compared = params.has("against");
  const shape = params.get("as") ?? "table";
  return (
    <div class="picture">
      <SelectionFields params={params} prefix="" label="Traces of" />
      {compared && <SelectionFields params={params} prefix="against." label="Against" />}
      <div class="tools">
        <Choice label="Show as" value={shape} options={[["table", "Table"], ["flame", "Flame graph"]]}
          choose={(as) => change({ as: as === "table" ? null : as })} />
        {shape === "flame" && <NameSearch value={params.get("find") ?? ""} change={(find) => change({ find }, "replace")} />}
        {!compared && <button type="button" class="rest" onClick={() => change({ against: "traces" })}>Compare with another selection</button>}
      </div>
      <Fetched key={compared ? "base" : "tree"} path={treePath(params, "")} live show={(tree: AggregatedTree) => compared
        ? <Fetched path={treePath(params, "against.")} live show={(base: AggregatedTree) => <DifferenceView base={base} head={tree} params={params} />} />
        : <OneTree tree={tree} params={params} />} />
    </div>
  );
}

function treePath(params: URLSearchParams, prefix: string): string {
  const selection = selectionOf(params, prefix);
  selection.set("flat", "true");
  return apiPath(["tree"], selection);
}

interface OneTreeProps {
  tree: AggregatedTree;
  params: URLSearchParams;
}

class OneTree extends Component<OneTreeProps, {}> {
  private laid?: { nodes: AggregatedNode[]; keys: string[]; blocks: FlameBlock[] };

  private layout() {
    const { nodes } = this.props.tree;
    if (this.laid?.nodes !== nodes) this.laid = { nodes, keys: pathKeys(nodes), blocks: blocksOfTree(nodes) };
    return this.laid;
  }

  render({ tree, params }: OneTreeProps): JSX.Element {
    if (tree.nodes.length === 0) return <Empty text="The query finds no traces." />;
    const { keys, blocks } = this.layout();
    const at = keys.indexOf(params.get("at") ?? "");
    return (
      <div class="picture">
        <p class="sentence">{counted(tree.traces, "trace")} with {counted(tree.spans, "span")} in {counted(tree.nodes.length, "group")} of the same path.</p>
        {params.get("as") === "flame"
          ? <Flame label="Flame graph of the aggregated tree" blocks={blocks} narrowed={at < 0 ? null : at} find={params.get("find") ?? ""}
              narrow={(block) => change({ at: block === null ? null : keys[block] })} tell={(block) => tellGroup(tree.nodes[block])} />
          : <PathTable nodes={tree.nodes} keys={keys} params={params} spans={(name) => link(["analyses", "spans"], spansOf(params, name))} />}
      </div>
    );
  }
}
