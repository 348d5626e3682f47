import * as facets from "./facets.json";
import type { Attributes } from "./shapes";

/** Columns of spans, read from the attributes that fill them: facets.json says of schema/semantics.json what the page needs. */

/** The text of a facet; null where no attribute has it. */
export function facetText(attributes: Attributes, facet: keyof typeof facets): string | null {
  const name = facets[facet].find((each) => ["string", "number"].includes(typeof attributes[each]) && attributes[each] !== "");
  return name === undefined ? null : String(attributes[name]);
}

/** The same as a number; exporters write some as text. */
export function facetNumber(attributes: Attributes, facet: keyof typeof facets): number | null {
  const text = facetText(attributes, facet);
  return text === null || !Number.isFinite(Number(text)) ? null : Number(text);
}
