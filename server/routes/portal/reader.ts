import type { FastifyRequest } from 'fastify';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import type { Reader } from '../../services/portal.ts';

export function readerOf(request: FastifyRequest): Reader {
  return { user: accountOf(request), locale: localeOf(request) };
}

/** Seconds a caller is ready to wait (RFC 7240 `Prefer: wait`), in milliseconds. @default 10 s, at most 30 s */
export function waitOf(request: FastifyRequest): number {
  const header = request.headers['prefer'];
  const match = /\bwait=(\d{1,3})\b/.exec(Array.isArray(header) ? header.join(',') : (header ?? ''));
  return Math.min(match ? Number(match[1]) : 10, 30) * 1000;
}
