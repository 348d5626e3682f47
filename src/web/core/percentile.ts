/** The nearest rank, as everywhere in the program; null of nothing. */
export function percentile(sorted: number[], ratio: number): number | null {
  return sorted.length === 0 ? null : sorted[Math.max(0, Math.ceil(sorted.length * ratio) - 1)];
}
