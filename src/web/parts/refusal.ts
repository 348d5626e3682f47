/** What a server says against a question. */
export interface Refusal {
  /** The parameter that it is about; null when it is about none, or it cannot be told. */
  parameter: string | null;
  message: string;
  /** Nothing is wrong yet: the parameter has to be given first. */
  missing: boolean;
}

/** Which parameter an error is about: `--min: …`, `limit: …` or `… needs --text`. */
export function refusalOf(message: string): Refusal {
  const [, start, option] = /^(?:--)?([\w-]+):|--([\w-]+)/.exec(message) ?? [];
  return {
    parameter: (start ?? option)?.replace(/-/g, "_") ?? null,
    message: message.replace(/^(--)?[\w-]+: /, ""),
    missing: start === undefined && / needs /.test(message),
  };
}
