/** What keys do. Views say what theirs do while they are shown; the help lists all of them. */
export interface Key {
  key: string;
  does: string;
  run(): void;
}

const bound: Key[][] = [];

/** Binds keys until the function that is returned is called. The keys bound last win. */
export function bindKeys(keys: Key[]): () => void {
  bound.unshift(keys);
  return () => {
    const at = bound.indexOf(keys);
    if (at >= 0) bound.splice(at, 1);
  };
}

/** All that are bound, those that win first. */
export function boundKeys(): Key[] {
  const seen = new Set<string>();
  return bound.flat().filter(({ key }) => !seen.has(key) && seen.add(key));
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, select, textarea, [contenteditable]");
}

/** Enter and Space belong to what has the focus when that is a control of its own. */
function isPressing(event: KeyboardEvent): boolean {
  return (event.key === "Enter" || event.key === " ") && event.target instanceof HTMLElement &&
    event.target.matches("a, button, summary");
}

export function listenToKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isPressing(event)) return;
    const found = boundKeys().find(({ key }) => key === event.key);
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  });
}
