import type { Cell, Row } from "../core/shapes";
import { kindOf, numberText, titleOf } from "./cells";

/** A column of a table, with the same width in every row. */
export interface Column {
  name: string;
  numeric: boolean;
  /** A track of a grid. */
  track: string;
  /** In pixels. */
  least: number;
}

const kGapPx = 12;
const kDigitPx = 8;
const kLetterPx = 8;
/** Texts up to so many letters are never cut; longer ones share what room is left. */
const kWholeLetters = 32;
const kMostLetters = 60;
/** The rows that tell the width of a column. */
const kSampled = 50;

/** The columns of rows, without those that hold nothing. */
export function columnsOf(rows: Row[], without: string[]): Column[] {
  return ordered(Object.keys(rows[0]))
    .filter((name) => !without.includes(name) && !rows.every((row) => row[name] === null || row[name] === ""))
    .map((name) => columnOf(rows, name));
}

/** What tells most about a row, which queries name late; it stands behind the name. */
const kTelling = ["task_name", "evidence"];

function ordered(names: string[]): string[] {
  const others = names.filter((name) => !kTelling.includes(name));
  others.splice(others.indexOf("name") + 1, 0, ...kTelling.filter((name) => names.includes(name)));
  return others;
}

/** The width below which a table scrolls sideways. */
export function leastWidth(columns: Column[]): number {
  return columns.reduce((sum, { least }) => sum + least + kGapPx, kGapPx);
}

function columnOf(rows: Row[], name: string): Column {
  const numeric = kindOf(name) !== "instant" && rows.every((row) => row[name] === null || typeof row[name] === "number");
  if (name === "role") return fixed(name, 88);
  if (/_id$/.test(name) && rows.some((row) => /^[0-9a-f]{16,32}$/.test(String(row[name] ?? "")))) return fixed(name, 80);
  if (kindOf(name) === "instant") return fixed(name, 172);
  const texts = rows.slice(0, kSampled).map((row) => lengthOf(name, row[name]));
  const longest = Math.max(titleOf(name).length + 2, ...texts);
  if (numeric) return { ...fixed(name, longest * kDigitPx), numeric };
  const least = Math.min(longest, kWholeLetters) * kLetterPx;
  return { name, numeric, least, track: `minmax(${least}px, ${Math.min(longest, kMostLetters)}fr)` };
}

function fixed(name: string, width: number): Column {
  return { name, numeric: false, least: width, track: `${width}px` };
}

function lengthOf(column: string, value: Cell): number {
  return typeof value === "number" ? numberText(column, value).length : String(value ?? "").length;
}
