import { change } from "../../core/address";
import { findInTrace } from "./find";
import type { Outline } from "./outline";
import { isShown, placesOf, placesText, revealed, runOf, ShownRows, shownRows } from "./shown_rows";

/** Which rows a tree has, by what the address says is collapsed, unfolded and looked for. It is computed when that
 *  changes, not at every frame. */
export class TreePlaces {
  rows!: ShownRows;
  collapsed!: Set<number>;
  unfolded!: Set<number>;
  /** Where the text that is looked for occurs, in order. */
  found: number[] = [];
  private isIn = new Set<number>();
  private from: (string | null)[] = [];
  private outline!: Outline;

  constructor(outline: Outline, params: URLSearchParams) {
    this.update(outline, params);
  }

  /** Takes what the address says now. */
  update(outline: Outline, params: URLSearchParams): void {
    const from = ["collapsed", "unfolded", "find"].map((name) => params.get(name));
    const [collapsed, unfolded, find] = from.map((each, index) => outline !== this.outline || each !== this.from[index]);
    this.from = from;
    this.outline = outline;
    if (collapsed || unfolded) {
      this.collapsed = placesOf(outline, params.get("collapsed"));
      this.unfolded = placesOf(outline, params.get("unfolded"));
      this.rows = shownRows(outline, this.collapsed, this.unfolded);
    }
    if (find) {
      this.found = findInTrace(outline, params.get("find") ?? "");
      this.isIn = new Set(this.found);
    }
  }

  isFound(at: number): boolean {
    return this.isIn.has(at);
  }

  /** Whether its row stands for a run of repeated spans. */
  isRun(at: number): boolean {
    return this.rows.counts[this.rows.rowOf[at]] > 1;
  }

  hasChildren(at: number): boolean {
    return this.outline.behind[at] > at + 1;
  }

  /** Collapses or expands what is below a node, or unfolds its run. */
  toggle(at: number): void {
    const isRun = this.isRun(at);
    const places = new Set(isRun ? this.unfolded : this.collapsed);
    if (!places.delete(at)) places.add(at);
    if (isRun) this.set(this.collapsed, places);
    else this.set(places, this.unfolded);
  }

  /** Folds the run that a node is in, when it is unfolded, and tells its first. */
  fold(at: number): number | null {
    const run = runOf(this.outline, at);
    if (run === null || !this.unfolded.has(run)) return null;
    const unfolded = new Set(this.unfolded);
    unfolded.delete(run);
    this.set(this.collapsed, unfolded);
    return run;
  }

  /** Leaves the roots and what is directly below them. */
  collapseAll(): void {
    const all = new Set<number>();
    this.outline.nodes.forEach(({ depth }, at) => depth === 1 && this.hasChildren(at) && all.add(at));
    this.set(all, new Set());
  }

  expandAll(): void {
    this.set(new Set(), new Set());
  }

  /** Gives a node a row of its own. */
  reveal(at: number): void {
    if (at < this.outline.nodes.length && !isShown(this.rows, at)) this.set(...revealed(this.outline, at, this.collapsed, this.unfolded));
  }

  private set(collapsed: Set<number>, unfolded: Set<number>): void {
    change({ collapsed: placesText(this.outline, collapsed), unfolded: placesText(this.outline, unfolded) }, "replace");
  }
}
