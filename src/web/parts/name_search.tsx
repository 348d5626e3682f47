import { h } from "preact";

/** Looks for names; every letter counts. */
export function NameSearch({ value, change }: { value: string; change(text: string): void }): JSX.Element {
  return (
    <label>Find{" "}
      <input type="search" value={value} placeholder="in names" autocomplete="off"
        onInput={(event: Event) => change((event.currentTarget as HTMLInputElement).value)} />
    </label>
  );
}
