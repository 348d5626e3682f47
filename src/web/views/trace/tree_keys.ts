import type { Key } from "../../core/keys";
import { kFindFieldId } from "./find_field";
import { panned, TimeWindow, zoomed } from "./time_window";

/** What the keys of a tree do to it. */
export interface TreeActions {
  /** Moves the cursor by so many rows. */
  move(rows: number): void;
  collapse(): void;
  expand(): void;
  open(): void;
  nextFailure(): void;
  toggleCriticalPath(): void;
  fit(): void;
  zoom(change: (window: TimeWindow, extent: number) => TimeWindow): void;
  /** Where the pointer is over the bars: 0 is left, 1 right. */
  pointer(): number;
}

const kStep = 0.15;

export function treeKeys(tree: TreeActions): Key[] {
  const zoom = (factor: number) => tree.zoom((window, extent) => zoomed(window, factor, tree.pointer(), extent));
  const pan = (part: number) => tree.zoom((window, extent) => panned(window, part, extent));
  return [
    { key: "/", does: "find in this trace", run: () => document.getElementById(kFindFieldId)?.focus() },
    { key: "j", does: "next row", run: () => tree.move(1) },
    { key: "k", does: "previous row", run: () => tree.move(-1) },
    { key: "h", does: "collapse, or go to the parent", run: () => tree.collapse() },
    { key: "l", does: "expand, or go to the first child", run: () => tree.expand() },
    { key: "Enter", does: "details of the span", run: () => tree.open() },
    { key: "e", does: "next failure", run: () => tree.nextFailure() },
    { key: "c", does: "critical path on or off", run: () => tree.toggleCriticalPath() },
    { key: "f", does: "fit the span, or the whole trace", run: () => tree.fit() },
    { key: "w", does: "zoom in", run: () => zoom(1 / (1 + 2 * kStep)) },
    { key: "s", does: "zoom out", run: () => zoom(1 + 2 * kStep) },
    { key: "a", does: "earlier", run: () => pan(-kStep) },
    { key: "d", does: "later", run: () => pan(kStep) },
  ];
}

const kArrows: Record<string, (tree: TreeActions) => void> = {
  ArrowDown: (tree) => tree.move(1),
  ArrowUp: (tree) => tree.move(-1),
  ArrowRight: (tree) => tree.expand(),
  ArrowLeft: (tree) => tree.collapse(),
  PageDown: (tree) => tree.move(20),
  PageUp: (tree) => tree.move(-20),
  Home: (tree) => tree.move(-Infinity),
  End: (tree) => tree.move(Infinity),
};

/** The keys that a tree has wherever there is one, for when it has the focus. */
export function pressArrow(tree: TreeActions, event: KeyboardEvent): void {
  const run = kArrows[event.key];
  if (run === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  run(tree);
}
