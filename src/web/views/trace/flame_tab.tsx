import { h } from "preact";
import type { Trace } from "../../core/shapes";

export interface Props {
  trace: Trace;
  /** The ID of the span that is shown beside. */
  selected: string | null;
  select(spanId: string): void;
}

export function FlameTab({ trace }: Props): JSX.Element {
  return <p>{trace.name}</p>;
}
