import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from './api.generated.ts';

/** How the server says what went wrong: a code that stays, a sentence, and what to do. */
export interface Problem {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly hint?: string;
}

/** A refusal of the server. */
export class StudioError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = 'StudioError';
    this.problem = problem;
  }
}

export interface ClientOptions {
  /** Such as `https://studio.example`. */
  readonly url: string;
  /** An API key, which opens the published scenarios it was made for. */
  readonly key?: string;
  /** @default the language of the server */
  readonly language?: 'zh-CN' | 'en';
}

/** Keeps the session cookie of a log-in, and says where a request comes from, as the server asks of whoever has one. */
function session(url: string): Middleware {
  let cookie = '';
  return {
    onRequest: ({ request }) => {
      if (cookie === '') return undefined;
      request.headers.set('cookie', cookie);
      request.headers.set('origin', new URL(url).origin);
      return request;
    },
    onResponse: ({ response }) => {
      for (const set of response.headers.getSetCookie()) cookie = set.split(';')[0] ?? '';
      return undefined;
    },
  };
}

const refusals: Middleware = {
  onResponse: async ({ response }) => {
    if (response.ok) return undefined;
    throw new StudioError((await response.json()) as Problem);
  },
};

/** A typed client: paths, parameters, bodies and answers are those of the server’s own description. @throws StudioError from every call that is refused */
export function createStudioClient({ url, key, language }: ClientOptions) {
  const client = createClient<paths>({ baseUrl: url, headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...(language === undefined ? {} : { 'accept-language': language }) } });
  client.use(refusals, session(url));
  return client;
}

export type StudioClient = ReturnType<typeof createStudioClient>;
