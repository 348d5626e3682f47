/** The address of a view. All that a view shows follows from it, so that it can be shared, reloaded and gone back to. */
export interface Address {
  /** The parts between slashes, decoded: `["trace", ID]`. */
  path: string[];
  params: URLSearchParams;
}

/** Reads the part of an address behind `#`. */
export function parseAddress(hash: string): Address {
  const text = hash.replace(/^#\/?/, "");
  const question = text.indexOf("?");
  const path = question < 0 ? text : text.slice(0, question);
  return {
    path: path.split("/").filter((part) => part !== "").map(decoded),
    params: new URLSearchParams(question < 0 ? "" : text.slice(question + 1)),
  };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export type ParameterValues = Record<string, string | number | boolean | string[] | null | undefined>;

/** Parameters; empty and false ones are left out. */
export function parameters(values: ParameterValues): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== null && each !== "" && each !== false) params.append(name, String(each));
    }
  }
  return params;
}

/** What a link to a view refers to. */
export function link(path: string[], values: ParameterValues | URLSearchParams = {}): string {
  const params = values instanceof URLSearchParams ? values : parameters(values);
  const query = params.toString();
  return `#/${path.map(encodeURIComponent).join("/")}${query === "" ? "" : `?${query}`}`;
}

export function currentAddress(): Address {
  return parseAddress(location.hash);
}

/** Goes to a view, which enters the history. */
export function go(href: string): void {
  location.hash = href.replace(/^#/, "");
}

/** Changes parameters of the address; those that are empty leave it. Small changes, such as a selection, replace the
 *  entry of the history instead of adding one. */
export function change(values: ParameterValues, entry: "push" | "replace" = "push"): void {
  const { path, params } = currentAddress();
  for (const [name, value] of Object.entries(values)) {
    params.delete(name);
    for (const [, text] of parameters({ [name]: value })) params.append(name, text);
  }
  const href = link(path, params);
  if (href === location.hash) return;
  if (entry === "push") return go(href);
  history.replaceState(null, "", href);
  window.dispatchEvent(new Event("hashchange"));
}
