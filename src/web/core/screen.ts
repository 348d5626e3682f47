/** The width of the page, as far as views differ by it. */

const kNarrow = matchMedia("(max-width: 640px)");

/** Whether rows take two lines, because the page is as narrow as a phone. */
export function isNarrow(): boolean {
  return kNarrow.matches;
}

/** Calls back when that changes, until what is returned is called. */
export function onNarrow(listener: () => void): () => void {
  kNarrow.addEventListener("change", listener);
  return () => kNarrow.removeEventListener("change", listener);
}
