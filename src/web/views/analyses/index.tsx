import { h } from "preact";
import { Address, go, link } from "../../core/address";
import { isOffered, isReport } from "../../core/api";
import { Catalog, WithCatalog } from "../../parts/catalog";
import { QuestionPanel } from "../../parts/question_panel";
import { firstParameters, kGroups } from "./groups";

/** Every canned query and analysis as a view of its own, beside the list of all. */
export function AnalysesView({ address }: { address: Address }): JSX.Element {
  const name = address.path[1];
  return (
    <div class="analyses-view">
      <nav class="sub-list" aria-label="Questions">
        {offeredGroups().map(({ title, names }) => (
          <div key={title}>
            <h2>{title}</h2>
            {names.map((each) => <a key={each} href={hrefOf(each)} aria-current={each === name ? "page" : undefined}>{each}</a>)}
          </div>
        ))}
      </nav>
      <NarrowList name={name} />
      {name === undefined ? <Overview /> : <QuestionPanel key={name} name={name} address={address} />}
    </div>
  );
}

/** In a report, only what it holds answers to. */
function offeredGroups(): typeof kGroups {
  return kGroups
    .map(({ title, names }) => ({ title, names: names.filter(isOffered) }))
    .filter(({ names }) => names.length > 0);
}

function hrefOf(name: string): string {
  return link(["analyses", name], isReport ? {} : firstParameters(name));
}

/** The list as one field, where there is no room beside. */
function NarrowList({ name }: { name: string | undefined }): JSX.Element {
  return (
    <select class="sub-select" aria-label="Question" onChange={(event: Event) => go(hrefOf((event.currentTarget as HTMLSelectElement).value))}>
      {name === undefined && <option value="" selected>Choose a question</option>}
      {offeredGroups().map(({ title, names }) => (
        <optgroup key={title} label={title}>
          {names.map((each) => <option key={each} value={each} selected={each === name}>{each}</option>)}
        </optgroup>
      ))}
    </select>
  );
}

function Overview(): JSX.Element {
  return (
    <section class="overview">
      <h1>What can be asked</h1>
      {isReport ? <Questions catalog={new Map()} /> : <WithCatalog show={(catalog: Catalog) => <Questions catalog={catalog} />} />}
    </section>
  );
}

function Questions({ catalog }: { catalog: Catalog }): JSX.Element {
  return (
    <div>
      {offeredGroups().map(({ title, names }) => (
        <section key={title}>
          <h2>{title}</h2>
          <dl>
            {names.map((name) => <div key={name}><dt><a href={hrefOf(name)}>{name}</a></dt><dd>{catalog.get(name)?.summary}</dd></div>)}
          </dl>
        </section>
      ))}
    </div>
  );
}
