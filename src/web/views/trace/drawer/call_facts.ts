import { facetNumber, facetText } from "../../../core/facets";
import * as format from "../../../core/format";
import type { Span } from "../../../core/shapes";

/** What the call of a model is told by: its model, its tokens, and what it recorded as its cost. None for other spans. */
export function callFacts({ role, attributes }: Span): [string, string][] {
  const [input, output, cost] = (["input_tokens", "output_tokens", "cost"] as const).map((facet) => facetNumber(attributes, facet));
  if (role !== "llm" && input === null && output === null && cost === null) return [];
  const facts: [string, string][] = [
    ["tokens", tokensText(input, output)],
    ["cost", cost === null ? "unpriced: the span records none" : `${Number(cost.toPrecision(6))} recorded`],
  ];
  const model = facetText(attributes, "model");
  return model === null ? facts : [["model", model], ...facts];
}

function tokensText(input: number | null, output: number | null): string {
  if (input === null && output === null) return "not counted";
  return [[input, "in"], [output, "out"]].filter(([count]) => count !== null).map(([count, way]) => `${format.count(count as number)} ${way}`).join(", ");
}
