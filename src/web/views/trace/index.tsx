import { h } from "preact";
import type { Address } from "../../core/address";
import { apiPath } from "../../core/api";
import type { Row } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";
import { RowsTable } from "../../parts/rows_table";

export function TraceView({ address }: { address: Address }): JSX.Element {
  return <Fetched path={apiPath(["query", "traces"], address.params)} show={(rows: Row[], truncated) => <RowsTable rows={rows} truncated={truncated} none="No traces." />} />;
}
