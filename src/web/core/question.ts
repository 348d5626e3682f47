import type { Address } from "./address";

/** Questions: canned queries and analyses with their parameters. */

/** Parameters of an address that say how an answer is shown, and are not asked about. */
const kOfView = ["sort", "at", "show"];

/** What an address asks, without what it says about showing the answer. */
export function askedBy({ params }: Address): URLSearchParams {
  const asked = new URLSearchParams(params);
  for (const name of kOfView) asked.delete(name);
  return asked;
}

/** A question as `--of` takes it: `slow --min 10s`. */
export function questionText(name: string, params: URLSearchParams): string {
  const words = [name];
  for (const [parameter, value] of params) {
    const option = `--${parameter.replace(/_/g, "-")}`;
    if (value === "true") words.push(option);
    else words.push(option, value);
  }
  return words.map(quoted).join(" ");
}

function quoted(word: string): string {
  return /^[\w.:@%+/-]+$/.test(word) ? word : `"${word.replace(/["\\]/g, "\\$&")}"`;
}
