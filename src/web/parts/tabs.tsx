import { h } from "preact";

export interface Tab {
  label: string;
  href: string;
  current: boolean;
}

/** Links to the parts of a view, of which one is shown. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }): JSX.Element {
  return (
    <nav class="tabs" aria-label={label}>
      {tabs.map((tab) => <a key={tab.label} href={tab.href} aria-current={tab.current ? "page" : undefined}>{tab.label}</a>)}
    </nav>
  );
}
