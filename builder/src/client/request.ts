import type { Problem } from '../../../server/api/common.ts';
import { takeEarly } from './early.ts';

/** A refused or failed request. `problem.code` is `SCN_API_OFFLINE` when the server could not be reached. */
export class RequestError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'RequestError';
    this.problem = problem;
  }
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
  readonly headers?: Readonly<Record<string, string>>;
}

export function address(path: string, query: RequestOptions['query']): string {
  const pairs = Object.entries(query ?? {}).filter((pair): pair is [string, string | number] => pair[1] !== undefined && pair[1] !== '');
  if (pairs.length === 0) return path;
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
}

function offline(cause: unknown): RequestError {
  if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
  return new RequestError({ type: 'about:blank', title: 'Offline', status: 0, code: 'SCN_API_OFFLINE', detail: cause instanceof Error ? cause.message : String(cause) });
}

export async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = { type: 'about:blank', title: response.statusText, status: response.status, code: 'SCN_API_UNKNOWN', detail: `HTTP ${response.status}` };
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null && 'code' in body ? (body as Problem) : fallback;
  } catch {
    return fallback;
  }
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
  let response: Response;
  try {
    const answered = await early;
    // Somebody may have logged in since it was asked.
    response = answered !== undefined && answered.status !== 401 ? answered : await fetch(where, {
      method: options.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(options.body !== undefined ? { body: JSON.stringify(options.body) } : options.bytes !== undefined ? { body: options.bytes } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (cause) {
    throw offline(cause);
  }
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
  if (!response.ok) throw new RequestError(await problemOf(response));
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}
