import { answerOf, offlineError, problemOf, RequestError } from './answer-problem.ts';
import { takeEarly } from './early.ts';
import { line } from './line.ts';

export { RequestError } from './answer-problem.ts';

/** The server is there and says itself that it cannot write: not a cut line. */
const CANNOT_WRITE: ReadonlySet<string> = new Set(['SCN_STORE_FULL', 'SCN_STORE_BROKEN']);

/** No answer, or one that says nothing about the request itself: the same may be sent again. */
export function isUnanswered(error: unknown): boolean {
  return error instanceof RequestError && (error.problem.status === 0 || (error.problem.status >= 502 && !CANNOT_WRITE.has(error.problem.code)));
}

/** The window hears of it when an answer says that nobody is logged in any more. */
export const SESSION_ENDED = 'session-ended';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Sent as they are, instead of a body. */
  readonly bytes?: Blob;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly signal?: AbortSignal;
  /** Milliseconds after which no answer counts as none: a line that died while the computer slept says nothing by itself. */
  readonly patience?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export function address(path: string, query: RequestOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter((pair): pair is [string, string | number] => pair[1] !== undefined && pair[1] !== '');
  if (pairs.length === 0) return path;
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
}

/** The signal of whoever asks, and the end of patience. */
function untilLate({ signal, patience }: RequestOptions): { readonly signal?: AbortSignal; readonly late: () => boolean; readonly done: () => void } {
  if (patience === undefined) return { ...(signal ? { signal } : {}), late: () => false, done: () => undefined };
  const stop = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, patience);
  const given = (): void => stop.abort();
  signal?.addEventListener('abort', given);
  if (signal?.aborted) given();
  return {
    signal: stop.signal,
    late: () => late,
    done: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', given);
    },
  };
}

/**
 * The only place that calls the server. JSON in, JSON out; the session is a same-site cookie.
 * @throws RequestError for every answer that is not 2xx and for no answer at all.
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', 'accept-language': document.documentElement.lang || 'zh-CN', ...options.headers };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  else if (options.bytes !== undefined) headers['content-type'] = 'application/octet-stream';
  const where = address(path, options.query);
  const early = (options.method ?? 'GET') === 'GET' ? takeEarly(where, headers['accept-language'] ?? '') : undefined;
  const watch = untilLate(options);
  let response: Response;
  let body: string;
  try {
    const answered = await early;
    // Somebody may have logged in since it was asked.
    response = answered !== undefined && answered.status !== 401 ? answered : await fetch(where, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body !== undefined ? { body: JSON.stringify(options.body) } : options.bytes !== undefined ? { body: options.bytes } : {}),
      ...(watch.signal ? { signal: watch.signal } : {}),
    });
    body = await response.text();
  } catch (cause) {
    if (!watch.late() && cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    line.heard(false);
    throw offlineError();
  } finally {
    watch.done();
  }
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
  if (!response.ok) {
    const problem = problemOf(response.status, body);
    line.heard(problem.status !== 0);
    throw new RequestError(problem);
  }
  const answer = response.status === 204 ? undefined : answerOf(body);
  line.heard(true);
  return answer as Answer;
}
