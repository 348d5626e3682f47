import { h } from "preact";

interface Props {
  label: string;
  value: string;
  /** Values and what stands on their buttons. */
  options: [string, string][];
  choose(value: string): void;
}

/** One of a few, all of which are seen. */
export function Choice({ label, value, options, choose }: Props): JSX.Element {
  return (
    <span class="choice" role="group" aria-label={label}>
      {options.map(([option, text]) => (
        <button key={option} type="button" aria-pressed={option === value ? "true" : "false"} onClick={() => choose(option)}>{text}</button>
      ))}
    </span>
  );
}
