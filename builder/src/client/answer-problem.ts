import type { Problem } from '../../../server/api/common.ts';
import type { SameShape } from '../text/catalogue.ts';
import { clientTexts } from './client-text.ts';

/** A refused or failed request. `problem.code` is `SCN_API_OFFLINE` and its status 0 when the server could not be reached. */
export class RequestError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.name = 'RequestError';
    this.problem = problem;
  }
}

const texts = (): SameShape<(typeof clientTexts)['zh-CN']> => clientTexts[document.documentElement.lang === 'en' ? 'en' : 'zh-CN'];

/** The server was not reached, or its answer did not come whole: nobody knows whether it did what was asked. */
export function offlineError(): RequestError {
  const t = texts();
  return new RequestError({ type: 'about:blank', title: 'Offline', status: 0, code: 'SCN_API_OFFLINE', detail: t.offline, hint: t.offlineHint });
}

/** The page of a gateway instead of an answer of the server: it has no line to it (5xx), or does not let this through. */
function gatewayProblem(status: number): Problem {
  const t = texts();
  if (status >= 500) return offlineError().problem;
  const [detail, hint] = status === 413 ? [t.tooLarge, t.tooLargeHint] : status === 429 ? [t.tooOften, t.tooOftenHint] : [t.blocked(status), t.blockedHint];
  return { type: 'about:blank', title: 'Gateway', status, code: 'SCN_API_UNKNOWN', detail, hint };
}

/** What an answer that is not 2xx says. */
export function problemOf(status: number, body: string): Problem {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && 'code' in value) return value as Problem;
  } catch {
    // Only the server answers with JSON.
  }
  return gatewayProblem(status);
}

/** Reads a 2xx answer. @throws RequestError when it is not the server's: a log-in page of the house's network, or half an answer */
export function answerOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw offlineError();
  }
}
