/** Durations, times and counts as the terminal output writes them: same digits, same units. */

const kSecond = 1e9;

/** `1.50s`, `12.3ms`, `2m05s`. */
export function duration(nanoseconds: number): string {
  if (nanoseconds < 0) return `-${duration(-nanoseconds)}`;
  if (nanoseconds < 1e3) return `${Math.round(nanoseconds)}ns`;
  if (nanoseconds < 999.5e3) return scaled(nanoseconds / 1e3, "µs");
  if (nanoseconds < 999.5e6) return scaled(nanoseconds / 1e6, "ms");
  // From here on whole seconds are rounded first, so that 59.96s does not become 60.0s.
  if (nanoseconds < 59.95e9) return scaled(nanoseconds / kSecond, "s");
  const seconds = Math.round(nanoseconds / kSecond);
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m${twoDigits(seconds % 60)}s`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)}h${twoDigits(Math.floor(seconds / 60) % 60)}m`;
  return `${Math.floor(seconds / 86400)}d${twoDigits(Math.floor(seconds / 3600) % 24)}h`;
}

function scaled(value: number, unit: string): string {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0) + unit;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

const kUnits: Record<string, number> = {
  ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: kSecond, m: 60 * kSecond, h: 3600 * kSecond, d: 86400 * kSecond,
};

/** Nanoseconds of what people write: `250ms`, `1m30s`; null when it is no duration. */
export function parseDuration(text: string): number | null {
  if (!/^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h|d))+$/.test(text)) return null;
  let sum = 0;
  for (const [, number, unit] of text.matchAll(/(\d+(?:\.\d+)?)([a-zµ]+)/g)) sum += Number(number) * kUnits[unit];
  return sum;
}

// Made once: making one takes longer than a row of a table.
const kNumbers = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });

/** `1,234,567`. */
export function count(number: number): string {
  return kNumbers.format(number);
}

/** `1 span`, `1,200 spans`. */
export function counted(number: number, singular: string, plural = `${singular}s`): string {
  return `${count(number)} ${number === 1 ? singular : plural}`;
}

/** Whole percent; between 0 and 1 % as `<1%`. */
export function percent(ratio: number): string {
  return ratio > 0 && ratio < 0.01 ? "<1%" : `${Math.round(ratio * 100)}%`;
}

/** `512 B`, `1.5 MB`. */
export function bytes(size: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  for (; Math.abs(size) >= 999.5 && unit + 1 < units.length; ++unit) size /= 1000;
  return `${size.toFixed(unit === 0 || Math.abs(size) >= 99.95 ? 0 : 1)} ${units[unit]}`;
}

/** A time of this machine's zone, to the millisecond. */
export function localTime(nanoseconds: number): string {
  const time = new Date(nanoseconds / 1e6);
  const date = `${time.getFullYear()}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())}`;
  const clock = `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}:${twoDigits(time.getSeconds())}`;
  return `${date} ${clock}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}

/** The same in UTC, as it is exported. */
export function utcTime(nanoseconds: number): string {
  return new Date(nanoseconds / 1e6).toISOString();
}

/** As much of an ID as tells it apart at a glance. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** A name inside a sentence, whose direction of writing ends where it ends. */
export function isolated(name: string): string {
  return `\u2068${name === "" ? "(no name)" : name}\u2069`;
}
