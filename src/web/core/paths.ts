/** Trees as lists in order of depth first, and the places in them. */

export interface Placed {
  parent: number | null;
  depth: number;
}

/** A node that is told from its siblings by its name and role. */
export interface Named extends Placed {
  name: string;
  role: string;
}

/** Of each node the index behind its last descendant. */
export function subtreeEnds(nodes: Placed[]): Int32Array {
  const ends = new Int32Array(nodes.length);
  for (let index = nodes.length - 1; index >= 0; --index) {
    ends[index] = Math.max(ends[index], index + 1);
    const { parent } = nodes[index];
    if (parent !== null) ends[parent] = Math.max(ends[parent], ends[index]);
  }
  return ends;
}

/** Of each node a short text that stands for the names from its root to it. It stays the same when other nodes come and
 *  go, so that an address can hold it. */
export function pathKeys(nodes: Named[]): string[] {
  const hashes = new Uint32Array(nodes.length);
  nodes.forEach(({ parent, name, role }, index) => {
    hashes[index] = fnv1a(`/${role}:${name}`, parent === null ? kOffset : hashes[parent]);
  });
  return Array.from(hashes, (hash) => hash.toString(36));
}

const kOffset = 0x811c9dc5;

function fnv1a(text: string, hash: number): number {
  for (let index = 0; index < text.length; ++index) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The nodes from a root to one, both included. */
export function lineage(nodes: Pick<Placed, "parent">[], index: number): number[] {
  const line: number[] = [];
  for (let at: number | null = index; at !== null; at = nodes[at].parent) line.push(at);
  return line.reverse();
}

/** The same nodes in order of depth first again, siblings in the order of `compare`. */
export function sortSiblings<T extends Placed>(nodes: T[], compare: (left: T, right: T) => number): T[] {
  const roots: number[] = [];
  const children: number[][] = nodes.map(() => []);
  nodes.forEach(({ parent }, index) => (parent === null ? roots : children[parent]).push(index));
  const sorted: T[] = [];
  const place = new Int32Array(nodes.length);
  const waiting: number[] = [];
  // The last that is pushed is taken first.
  const push = (siblings: number[]) => {
    for (const index of siblings.sort((left, right) => compare(nodes[right], nodes[left]))) waiting.push(index);
  };
  push(roots);
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    const { parent } = nodes[index];
    place[index] = sorted.length;
    sorted.push({ ...nodes[index], parent: parent === null ? null : place[parent] });
    push(children[index]);
  }
  return sorted;
}
