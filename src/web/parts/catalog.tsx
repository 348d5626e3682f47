import { h } from "preact";
import { apiPath } from "../core/api";
import { Fetched } from "./fetched";

/** What the server says about the questions that it answers. */

export interface ParameterDescription {
  name: string;
  description: string;
  type: "string" | "integer" | "number" | "boolean" | "array";
  choices: string[];
}

export interface QueryDescription {
  name: string;
  summary: string;
  parameters: ParameterDescription[];
}

export type Catalog = Map<string, QueryDescription>;

interface OpenApi {
  paths: Record<string, { get?: { summary?: string; parameters?: OpenApiParameter[] } }>;
}

interface OpenApiParameter {
  name: string;
  description?: string;
  schema?: { type?: ParameterDescription["type"]; enum?: string[] };
}

const kPrefix = "/api/tracewh/query/";

function catalogOf({ paths }: OpenApi): Catalog {
  const catalog: Catalog = new Map();
  for (const [path, { get }] of Object.entries(paths)) {
    if (!path.startsWith(kPrefix) || path.includes("{")) continue;
    const name = path.slice(kPrefix.length);
    catalog.set(name, { name, summary: get?.summary ?? "", parameters: (get?.parameters ?? []).map(parameterOf) });
  }
  return catalog;
}

function parameterOf({ name, description = "", schema = {} }: OpenApiParameter): ParameterDescription {
  return { name, description, type: schema.type ?? "string", choices: schema.enum ?? [] };
}

/** Draws what needs the descriptions of all questions. */
export function WithCatalog({ show }: { show(catalog: Catalog): JSX.Element | null }): JSX.Element {
  return <Fetched path={apiPath(["openapi.json"])} show={(description: OpenApi) => show(catalogOf(description))} />;
}
