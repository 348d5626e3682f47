import { h } from "preact";

const kTabs = { tree: "Tree", lanes: "Lanes", flame: "Flame", table: "Table", raw: "Raw" };

export type Tab = keyof typeof kTabs;

/** What a trace can be seen as. */
export function TabBar({ tab, show }: { tab: Tab; show(tab: Tab): void }): JSX.Element {
  const names = Object.keys(kTabs) as Tab[];
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const next = (names.indexOf(tab) + step + names.length) % names.length;
    ((event.currentTarget as HTMLElement).children[next] as HTMLElement).focus();
    show(names[next]);
  };
  return (
    <div class="tab-bar" role="tablist" aria-label="Views of this trace" onKeyDown={press}>
      {names.map((name) => (
        <button key={name} type="button" role="tab" aria-selected={name === tab} tabIndex={name === tab ? 0 : -1} onClick={() => show(name)}>{kTabs[name]}</button>
      ))}
    </div>
  );
}
