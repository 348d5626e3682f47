/** Where the nodes of a graph stand: those that call left of those they call, so that few lines cross. */
export interface Layout {
  /** By node: its column, and its place in it from the top. */
  columns: number[];
  places: number[];
  /** How many nodes each column has. */
  heights: number[];
}

interface Line {
  from: number;
  to: number;
}

// Later rounds change hardly anything.
const kRounds = 6;

export function layeredLayout(count: number, lines: Line[]): Layout {
  const forward = withoutCycles(count, lines);
  const columns = longestPaths(count, forward);
  const layers: number[][] = Array.from({ length: Math.max(0, ...columns) + 1 }, () => []);
  columns.forEach((column, node) => layers[column].push(node));
  const places = new Array<number>(count).fill(0);
  const settle = (layer: number[]) => layer.forEach((node, place) => (places[node] = place - (layer.length - 1) / 2));
  layers.forEach(settle);
  for (let round = 0; round < kRounds; ++round) {
    // From left to right by who calls, then back by who is called.
    const ordered = round % 2 === 0 ? layers : [...layers].reverse();
    for (const layer of ordered) {
      const centre = new Map(layer.map((node) => [node, barycentre(node, places, forward, round % 2 === 0)]));
      layer.sort((left, right) => (centre.get(left) as number) - (centre.get(right) as number));
      settle(layer);
    }
  }
  const heights = layers.map(({ length }) => length);
  layers.forEach((layer) => layer.forEach((node, place) => (places[node] = place)));
  return { columns, places, heights };
}

/** The mean place of the neighbours on one side; its own without any. */
function barycentre(node: number, places: number[], lines: Line[], ofCallers: boolean): number {
  const near = lines.filter(({ from, to }) => (ofCallers ? to : from) === node).map(({ from, to }) => places[ofCallers ? from : to]);
  return near.length === 0 ? places[node] : near.reduce((sum, place) => sum + place, 0) / near.length;
}

/** The lines that lead on; those that lead back to where a path came from are left out. */
function withoutCycles(count: number, lines: Line[]): Line[] {
  const out: number[][] = Array.from({ length: count }, () => []);
  for (const { from, to } of lines) if (from !== to) out[from].push(to);
  const state = new Uint8Array(count); // 0: not seen, 1: on the path, 2: done
  const forward: Line[] = [];
  const visit = (node: number): void => {
    state[node] = 1;
    for (const next of out[node]) {
      if (state[next] === 1) continue;
      forward.push({ from: node, to: next });
      if (state[next] === 0) visit(next);
    }
    state[node] = 2;
  };
  const called = new Set(lines.filter(({ from, to }) => from !== to).map(({ to }) => to));
  const nodes = Array.from({ length: count }, (_, node) => node);
  // Those that nobody calls come first, so that what is called stays right of them.
  for (const node of [...nodes.filter((each) => !called.has(each)), ...nodes]) if (state[node] === 0) visit(node);
  return forward;
}

/** Of each node how many lines the longest path to it has. */
function longestPaths(count: number, lines: Line[]): number[] {
  const depths = new Array<number>(count).fill(0);
  for (let round = 0; round < count; ++round) {
    let changed = false;
    for (const { from, to } of lines) {
      if (depths[to] > depths[from]) continue;
      depths[to] = depths[from] + 1;
      changed = true;
    }
    if (!changed) break;
  }
  return depths;
}
