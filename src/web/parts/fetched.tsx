import { Component, h } from "preact";
import { Answer, ApiError, ask, known } from "../core/api";
import { onTraces } from "../core/live";

interface Props<T> {
  /** The resource that is shown; see apiPath(). */
  path: string;
  /** Draws an answer. */
  show(value: T, truncated: boolean): JSX.Element | null;
  /** What stands there until the first answer; skeleton rows unless told. */
  waiting?: JSX.Element | null;
  /** Whether it is asked again when traces arrive, or what the ID of that one begins with which it is about. */
  live?: boolean | string;
  /** Takes the error of a question that cannot be read, instead of having it drawn here; null once there is an answer. */
  onRefused?(error: ApiError | null): void;
  /** What narrows a question that took too long. */
  narrow?: JSX.Element;
  /** Whether the view does without: what waits then stays, and nothing is said. */
  optional?: boolean;
}

interface State<T> {
  answer?: Answer<T>;
  error?: ApiError;
}

/** Shows what the API answers: what was there before until the next answer comes, and errors above it. A question that
 *  nobody waits for any more is cancelled. */
export class Fetched<T> extends Component<Props<T>, State<T>> {
  private asked = "";
  private abort?: AbortController;
  private stopListening?: () => void;

  state: State<T> = { answer: known<T>(this.props.path) };

  componentDidMount(): void {
    this.ask();
    this.stopListening = onTraces((traceIds) => {
      const { live = false } = this.props;
      if (typeof live === "string" ? traceIds.some((id) => id.startsWith(live)) : live) this.ask();
    });
  }

  componentDidUpdate(): void {
    if (this.asked !== this.props.path) this.ask();
  }

  componentWillUnmount(): void {
    this.abort?.abort();
    this.stopListening?.();
  }

  private ask(): void {
    const { path } = this.props;
    this.asked = path;
    this.abort?.abort();
    const answer = known<T>(path);
    if (answer !== undefined) return this.take({ answer, error: undefined });
    const abort = (this.abort = new AbortController());
    ask<T>(path, abort.signal).then(
      (fetched) => !abort.signal.aborted && this.take({ answer: fetched, error: undefined }),
      (error) => !abort.signal.aborted && this.take({ error: asApiError(error) }),
    );
  }

  private take(state: State<T>): void {
    this.setState(state);
    this.props.onRefused?.(state.error?.status === kRefused ? state.error : null);
  }

  render({ show, waiting, onRefused, narrow, optional }: Props<T>, { answer, error }: State<T>): JSX.Element {
    const told = error !== undefined && error.status === kRefused && onRefused !== undefined;
    return (
      <div class="fetched">
        {error && !told && !optional && <Failure error={error} narrow={narrow} retry={() => this.ask()} />}
        {answer && !optional && answer.notes.map((note) => <p key={note} class="notice">{note}</p>)}
        {answer ? show(answer.value, answer.truncated) : error && !optional ? null : waiting === undefined ? <Skeleton /> : waiting}
      </div>
    );
  }
}

function asApiError(error: unknown): ApiError {
  return error instanceof ApiError ? error : new ApiError(0, String(error));
}

const kUnreachable = 0;
const kRefused = 400;
const kServersFault = 500;
const kTooLong = [503, 504];

/** Why there is no answer, and what helps. */
function Failure({ error, narrow, retry }: { error: ApiError; narrow?: JSX.Element; retry(): void }): JSX.Element {
  const tooLong = kTooLong.includes(error.status);
  return (
    <p class="notice failure" role="alert">
      <span class="mark" aria-hidden="true">✗</span> {error.message}
      {tooLong && ". Narrow it by time, service or run, or ask for fewer rows."} {tooLong && narrow}{" "}
      {(error.status === kUnreachable || error.status >= kServersFault) && <button type="button" onClick={retry}>Try again</button>}
    </p>
  );
}

/** Rows that are not there yet. */
export function Skeleton({ rows = 12 }: { rows?: number }): JSX.Element {
  return (
    <div class="skeleton" aria-busy="true" aria-label="loading">
      {Array.from({ length: rows }, (_, index) => <div key={String(index)} style={{ width: `${90 - (index * 17) % 50}%` }} />)}
    </div>
  );
}
