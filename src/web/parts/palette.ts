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
  /** Of a role: its colour. */
  role(name: string): string;
  /** A colour thinned with the surface, for texts to stand on. */
  soft(color: string, ratio: number): string;
}

/** Reads them as the theme has them now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const known = new Map<string, string>();
  const remembered = (key: string, make: () => string): string => {
    const found = known.get(key) ?? make();
    known.set(key, found);
    return found;
  };
  const surface = color("surface-1");
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
    role: (name) => remembered(name, () => color(`role-${name}`) || color("role-other")),
    soft: (from, ratio) => remembered(`${from} ${ratio}`, () => mixed(from, surface, ratio)),
  };
}

function mixed(front: string, back: string, ratio: number): string {
  const [a, b] = [channels(front), channels(back)];
  return `rgb(${a.map((value, index) => Math.round(value * ratio + b[index] * (1 - ratio))).join(",")})`;
}

function channels(hex: string): number[] {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
}
