/** What a person prefers, such as the width of a column. It stays with the browser, not in the address. */

export function preference(name: string, otherwise: number): number {
  try {
    const stored = localStorage.getItem(`tracewh-${name}`);
    return stored === null || !Number.isFinite(Number(stored)) ? otherwise : Number(stored);
  } catch {
    return otherwise;
  }
}

export function prefer(name: string, value: number): void {
  try {
    localStorage.setItem(`tracewh-${name}`, String(value));
  } catch {
    // A browser may keep nothing for files and private windows; the preference then lasts as long as the page.
  }
}
