import { h } from "preact";
import * as format from "../../../core/format";

interface Props {
  title: string;
  count?: number;
  /** Whether it can be seen at first. */
  open?: boolean;
  children?: JSX.Element[];
}

/** A part of the details, which can be folded. */
export function Section({ title, count, open = true, children }: Props): JSX.Element {
  return (
    <details class="section" open={open}>
      <summary>{title}{count === undefined ? null : <span class="dim"> {format.count(count)}</span>}</summary>
      <div class="section-body">{children}</div>
    </details>
  );
}
