import type { AttributeValue, Attributes } from "./shapes";

/** An attribute that two spans do not share; undefined where a side does not have it. */
export interface AttributeChange {
  key: string;
  before: string | undefined;
  after: string | undefined;
}

/** What differs, in the order of the keys. */
export function attributeChanges(before: Attributes, after: Attributes): AttributeChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys
    .map((key) => ({ key, before: textOf(before, key), after: textOf(after, key) }))
    .filter((change) => change.before !== change.after);
}

function textOf(attributes: Attributes, key: string): string | undefined {
  if (!Object.prototype.hasOwnProperty.call(attributes, key)) return undefined;
  const value: AttributeValue = attributes[key];
  return typeof value === "string" ? value : JSON.stringify(value);
}
