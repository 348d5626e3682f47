import { kRoleNames } from "../core/roles";

/** The colours of style/tokens.css for what is drawn on a canvas. */
export interface Palette {
  surface: string;
  surface2: string;
  surface3: string;
  line: string;
  text1: string;
  text2: string;
  text3: string;
  accent: string;
  failure: string;
  warning: string;
  good: string;
  path: string;
  /** Of a role: its colour. */
  role(name: string): string;
  /** A colour thinned with the surface, for texts to stand on. */
  soft(color: string, ratio: number): string;
}

const kTokens = ["surface-1", "surface-2", "surface-3", "line", "text-1", "text-2", "text-3", "accent", "failure", "warning", "good", "path"];

const kDark = matchMedia("(prefers-color-scheme: dark)");

let read: { theme: string; palette: Palette } | null = null;

/** Has them as the theme is now. Asking is cheap: they are looked up once a theme. */
export function readPalette(): Palette {
  const theme = document.documentElement.dataset.theme ?? (kDark.matches ? "dark" : "light");
  if (read?.theme !== theme) read = { theme, palette: paletteOf(resolved([...kTokens, ...kRoleNames.map(tokenOf)])) };
  return read.palette;
}

/** Calls back when the theme changes, until what is returned is called. */
export function onTheme(listener: () => void): () => void {
  const attribute = new MutationObserver(listener);
  attribute.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  kDark.addEventListener("change", listener);
  return () => {
    attribute.disconnect();
    kDark.removeEventListener("change", listener);
  };
}

function tokenOf(role: string): string {
  return `role-${role}`;
}

/** What tokens are as colours. A custom property holds `light-dark()` as it is written; only the colour of an element says
 *  which of the two it is. */
function resolved(tokens: string[]): Map<string, string> {
  const probes = document.createElement("div");
  probes.hidden = true;
  for (const token of tokens) probes.appendChild(document.createElement("i")).style.color = `var(--${token})`;
  document.body.appendChild(probes);
  const colors = tokens.map((token, at): [string, string] => [token, getComputedStyle(probes.children[at]).color]);
  probes.remove();
  return new Map(colors);
}

function paletteOf(colors: Map<string, string>): Palette {
  const color = (token: string) => colors.get(token) ?? "";
  const surface = color("surface-1");
  const mixes = new Map<string, string>();
  return {
    surface,
    surface2: color("surface-2"),
    surface3: color("surface-3"),
    line: color("line"),
    text1: color("text-1"),
    text2: color("text-2"),
    text3: color("text-3"),
    accent: color("accent"),
    failure: color("failure"),
    warning: color("warning"),
    good: color("good"),
    path: color("path"),
    role: (name) => colors.get(tokenOf(name)) ?? color("role-other"),
    soft: (from, ratio) => {
      const key = `${from} ${ratio}`;
      const mix = mixes.get(key) ?? mixed(from, surface, ratio);
      mixes.set(key, mix);
      return mix;
    },
  };
}

function mixed(front: string, back: string, ratio: number): string {
  const [a, b] = [channels(front), channels(back)];
  return `rgb(${a.map((value, index) => Math.round(value * ratio + b[index] * (1 - ratio))).join(",")})`;
}

/** Of a color as browsers compute it: `rgb(0, 114, 178)`. */
function channels(color: string): number[] {
  return (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
}
