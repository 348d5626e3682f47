import type { Key } from "../core/keys";

export interface RowList {
  count(): number;
  /** The row that is selected; -1 for none. */
  selected(): number;
  select(index: number): void;
  open(index: number): void;
}

/** The keys that go through a list. */
export function rowKeys(list: RowList): Key[] {
  const move = (by: number) => {
    if (list.count() > 0) list.select(Math.max(0, Math.min(list.count() - 1, list.selected() + by)));
  };
  return [
    { key: "j", does: "next row", run: () => move(1) },
    { key: "k", does: "previous row", run: () => move(-1) },
    { key: "Enter", does: "open the row", run: () => list.selected() >= 0 && list.open(list.selected()) },
  ];
}
