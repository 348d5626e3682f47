import { h } from "preact";
import * as format from "../../core/format";
import { FindField } from "./find_field";
import type { Outline } from "./outline";
import type { TreeActions } from "./tree_keys";

interface Props {
  outline: Outline;
  /** How long the trace stood still, in nanoseconds. */
  stood: number;
  params: URLSearchParams;
  found: number[];
  cursor: number;
  tree: TreeActions;
  find(text: string): void;
  nextFound(step: 1 | -1): void;
  collapseAll(): void;
  expandAll(): void;
  isZoomed: boolean;
  showAll(): void;
}

/** What can be done to the tree, above it. */
export function Toolbar({ outline, stood, params, found, cursor, tree, isZoomed, ...props }: Props): JSX.Element {
  const isChanged = params.get("collapsed") !== null || params.get("unfolded") !== null;
  return (
    <div class="tree-toolbar" role="toolbar" aria-label="Tree">
      <FindField text={params.get("find") ?? ""} found={found.length} at={found.indexOf(cursor)} find={props.find} next={props.nextFound} />
      {outline.failures.length > 0 && (
        <button type="button" class="quiet failed" title="Next failure (e)" onClick={() => tree.nextFailure()}>
          <span aria-hidden="true">✗</span> {format.counted(outline.failures.length, "failure")}
        </button>
      )}
      <button type="button" class="quiet" title="Critical path (c)" aria-pressed={params.get("path") !== "off"} onClick={() => tree.toggleCriticalPath()}>Critical path</button>
      <button type="button" class="quiet" onClick={props.collapseAll}>Collapse</button>
      {isChanged && <button type="button" class="quiet" onClick={props.expandAll}>Expand all</button>}
      {isZoomed && <button type="button" class="quiet" onClick={props.showAll}>Whole trace</button>}
      {stood > 0 && <span class="stood" title="No span without children was at work"><i class="still" aria-hidden="true" /> stood still {format.duration(stood)}</span>}
    </div>
  );
}
