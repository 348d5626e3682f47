/** Something with a beginning and an end, in a row. */
export interface Extent {
  row: number;
  from: number;
  to: number;
}

/** Blocks by rows, in the order of their beginnings, so that those in sight are found without a look at the others. */
export class BlockRows {
  /** The numbers of the blocks, row by row. */
  private readonly order: Int32Array;
  /** Where in it each row begins. */
  private readonly starts: Int32Array;

  constructor(private readonly blocks: Extent[], readonly rows: number) {
    this.order = Int32Array.from(blocks.keys()).sort(
      (left, right) => blocks[left].row - blocks[right].row || blocks[left].from - blocks[right].from,
    );
    this.starts = new Int32Array(rows + 1);
    for (const { row } of blocks) ++this.starts[row + 1];
    for (let row = 0; row < rows; ++row) this.starts[row + 1] += this.starts[row];
  }

  /** Calls with each block of a row that reaches into a range, in order. */
  each(row: number, from: number, to: number, call: (block: number) => void): void {
    for (let at = this.firstIn(row, from); at < this.starts[row + 1]; ++at) {
      if (this.blocks[this.order[at]].from > to) return;
      call(this.order[at]);
    }
  }

  /** The block of a row at a place, or the nearest within a distance; -1 for none. */
  find(row: number, at: number, within: number): number {
    let found = -1;
    let least = within;
    this.each(row, at - within, at + within, (block) => {
      const { from, to } = this.blocks[block];
      const distance = at < from ? from - at : at > to ? at - to : 0;
      if (distance > least) return;
      found = block;
      least = distance;
    });
    return found;
  }

  /** The one before or after another in its row; -1 for none. */
  beside(block: number, step: -1 | 1): number {
    const { row } = this.blocks[block];
    const at = this.order.indexOf(block, this.starts[row]) + step;
    return at >= this.starts[row] && at < this.starts[row + 1] ? this.order[at] : -1;
  }

  /** The first of a row whose end is not before a place, given that those of a row end in the order they begin. */
  private firstIn(row: number, from: number): number {
    let low = this.starts[row];
    let high = this.starts[row + 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.blocks[this.order[middle]].to < from) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
