/** Answers of the server, or of a report, which carries them with it. */

export interface Answer<T> {
  value: T;
  /** There is more than the answer holds. */
  truncated: boolean;
  /** What one must know to judge it, such as how complete the traces are. */
  notes: string[];
}

/** Why there is no answer. */
export class ApiError extends Error {
  /** `status` is HTTP's; 0 when the server could not be reached. */
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

interface Embedded {
  [path: string]: { headers: [string, string][]; body: unknown };
}

/** The most rows that an answer has. */
export const kRowsPerAnswer = 10_000;

// A large trace takes tens of millions of characters; what is kept must not fill the browser.
const kCharactersKept = 50_000_000;

/** The answers of late, the one that was given last at the end. */
const kept = new Map<string, { answer: Answer<unknown>; characters: number }>();
const embedded = readEmbedded();

function readEmbedded(): Embedded | null {
  const element = document.getElementById("answers");
  return element === null ? null : (JSON.parse(element.textContent ?? "") as Embedded);
}

/** Whether this page is a report: a file with the answers in it, and no server behind it. */
export const isReport = embedded !== null;

/** The address of a resource of the API. Parameters are in the order of their names, so that one question has one address. */
export function apiPath(path: string[], params: URLSearchParams = new URLSearchParams()): string {
  const sorted = new URLSearchParams(params);
  sorted.sort();
  const query = sorted.toString();
  return `/api/tracewh/${path.map(encodeURIComponent).join("/")}${query === "" ? "" : `?${query}`}`;
}

/** The questions of a kind that a report holds answers to, those about a single trace aside; none when there is a server
 *  to ask. */
export function embeddedQuestions(path: string[]): URLSearchParams[] {
  const resource = apiPath(path);
  return Object.keys(embedded ?? {})
    .filter((key) => key === resource || key.startsWith(`${resource}?`))
    .map((key) => new URLSearchParams(key.slice(resource.length + 1)))
    .filter((params) => !params.has("trace"));
}

/** Whether a canned query can be asked: each of a server, of a report those that it was made with. */
export function isOffered(query: string): boolean {
  return !isReport || embeddedQuestions(["query", query]).length > 0;
}

/** The answer that is known already, so that a view that comes back is painted at once. */
export function known<T>(path: string): Answer<T> | undefined {
  if (embedded !== null) return path in embedded ? embeddedAnswer<T>(embedded, path) : undefined;
  return kept.get(path)?.answer as Answer<T> | undefined;
}

/** Asks; rejects with an ApiError, or with an AbortError when the signal says so. */
export async function ask<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  return embedded === null ? fetchAnswer<T>(path, signal) : embeddedAnswer<T>(embedded, path);
}

function keep(path: string, answer: Answer<unknown>, characters: number): void {
  kept.delete(path);
  kept.set(path, { answer, characters });
  let all = 0;
  for (const each of kept.values()) all += each.characters;
  for (const [oldest, each] of kept) {
    if (all <= kCharactersKept) return;
    kept.delete(oldest);
    all -= each.characters;
  }
}

function embeddedAnswer<T>(answers: Embedded, path: string): Answer<T> {
  const found = answers[path];
  if (found === undefined) throw new ApiError(404, "this report does not hold it; ask the database it was made from");
  return answerOf(found.body as T, found.headers);
}

function answerOf<T>(value: T, headers: Iterable<[string, string]>): Answer<T> {
  const answer: Answer<T> = { value, truncated: false, notes: [] };
  for (const [name, text] of headers) {
    if (name.toLowerCase() === "tracewh-truncated") answer.truncated = text === "true";
    // A browser joins headers of one name by commas, which the server therefore escapes.
    if (name.toLowerCase() === "tracewh-note") answer.notes.push(...text.split(", ").map(decodeURIComponent));
  }
  return answer;
}

async function fetchAnswer<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
  const response = await reach(path, { signal });
  const text = await response.text();
  if (response.status === kUnauthorized) wantToken();
  if (!response.ok) throw new ApiError(response.status, messageOf(text) ?? response.statusText);
  const answer = answerOf(JSON.parse(text) as T, response.headers);
  keep(path, answer, text.length);
  return answer;
}

async function reach(path: string, options: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...options, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "the server cannot be reached");
  }
}

function messageOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { message?: string }).message;
  } catch {
    return undefined;
  }
}

const kUnauthorized = 401;
let wantToken = (): void => undefined;

/** Calls back when the server answers nothing before it is shown its token. */
export function onTokenWanted(listener: () => void): void {
  wantToken = listener;
}

/** Shows the token once; the server then knows this browser by a cookie that no script can read. */
export async function signIn(token: string): Promise<void> {
  const response = await reach("/api/tracewh/session", { headers: { Authorization: `Bearer ${token}` } });
  if (!response.ok) throw new ApiError(response.status, "that is not the token of this server");
}

/** What is stored may have changed: the next question of each kind is asked anew. */
export function forgetAnswers(): void {
  kept.clear();
}
