import { h } from "preact";
import { apiPath } from "../core/api";
import { Fetched } from "./fetched";

interface Database {
  name: string;
  compacted: boolean;
}

/** Which database it is that the page shows. */
export function DatabaseName(): JSX.Element {
  return <Fetched path={apiPath(["database"])} optional waiting={null} show={(database: Database) => <Name {...database} />} />;
}

function Name({ name, compacted }: Database): JSX.Element {
  return (
    <span class="database" title={compacted ? `${name}: a compacted database; questions take a little longer` : name}>
      {name}{compacted && <span class="dim"> compacted</span>}
    </span>
  );
}
