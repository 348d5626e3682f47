/** The theme follows the system until a person chooses; the choice stays with the browser, not in the address. */

const kKey = "tracewh-theme";

function stored(): string | null {
  try {
    return localStorage.getItem(kKey);
  } catch {
    return null;
  }
}

function store(theme: string): void {
  try {
    localStorage.setItem(kKey, theme);
  } catch {
    // A browser may keep nothing for files and private windows; the choice then lasts as long as the page.
  }
}

export function applyTheme(theme: string | null = stored()): void {
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function toggleTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const shown = document.documentElement.dataset.theme ?? system;
  const theme = shown === "dark" ? "light" : "dark";
  store(theme);
  applyTheme(theme);
}
