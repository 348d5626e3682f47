import { h } from "preact";
import type { Outline } from "../outline";

export function SpanDrawer({ spanId }: { outline: Outline; spanId: string; select(spanId: string): void }): JSX.Element {
  return <aside class="drawer">{spanId}</aside>;
}
