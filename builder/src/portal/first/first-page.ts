import type { QueryClient } from '@tanstack/react-query';
import type { Me } from '../../../../server/api/account.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { firstLocale, tellLocale } from '../../text/first-locale.ts';
import { SHELL_READS, START_READS } from '../early/reads.ts';

/** What the server writes into the start page of whoever is signed in: the answers it was drawn from, under the addresses they have. */
export interface FirstPage {
  readonly locale: Locale;
  /** The present it was drawn with. */
  readonly now: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Everything the start page is drawn from; who reads comes first. */
export const FIRST_READS = ['/api/me', ...SHELL_READS, ...START_READS] as const;

/** The keys `useRead` keeps these answers under. */
const KEYS: Readonly<Record<(typeof FIRST_READS)[number], readonly string[]>> = {
  '/api/me': ['me'],
  '/api/portal/apps': ['apps'],
  '/api/portal/tasks/counts': ['tasks', 'counts'],
  '/api/portal/notices': ['notices'],
  '/api/portal/runs?limit=3': ['runs'],
  '/api/portal/tasks?view=all&limit=3': ['tasks', 'first'],
};

/** What the page holds, once; undefined where it holds nothing or was drawn in another language than this device reads. */
export function readFirstPage(): FirstPage | undefined {
  const block = document.getElementById('first-page');
  if (block === null) return undefined;
  block.remove();
  const first = JSON.parse(block.textContent) as FirstPage;
  const own = firstLocale();
  if (first.locale === own) return first;
  tellLocale(own);
  delete document.documentElement.dataset['redrawn'];
  return undefined;
}

/** Takes the answers for ones that came `at`. */
export function keepAnswers(queries: QueryClient, { locale, answers }: FirstPage, at: number): void {
  for (const path of FIRST_READS) queries.setQueryData([...KEYS[path], locale], answers[path], { updatedAt: at });
}

export const readerOf = ({ answers }: FirstPage): Me => answers['/api/me'] as Me;
