import type { FastifyRequest } from 'fastify';
import type { Locale } from '../../../runtime/schema/text.ts';

/** The reader's language: the account's own choice, else the first known one of Accept-Language, else Chinese. */
export function localeOf(request: FastifyRequest): Locale {
  const chosen = request.account?.locale;
  if (chosen) return chosen;
  const header = request.headers['accept-language'];
  if (header === undefined) return 'zh-CN';
  const wanted = header.toLowerCase().split(',').map((part) => part.trim());
  const known = wanted.find((part) => part.startsWith('zh') || part.startsWith('en'));
  return known?.startsWith('en') ? 'en' : 'zh-CN';
}
