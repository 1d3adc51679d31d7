import type { Period, RetentionItem } from '../../../../../server/api/retention.ts';
import type { SameShape } from '../../../text/catalogue.ts';
import type { privacyTexts } from './privacy-text.ts';

export type PrivacyWords = SameShape<(typeof privacyTexts)['zh-CN']>;

export const periodWords = (text: PrivacyWords, { count, unit }: Period): string => text[`count_${unit}`](count);

export const titleOf = (text: PrivacyWords, { kind, title, id }: RetentionItem): string => (kind === 'notices' ? text.notices : kind === 'audit' ? text.audit : title || id);

/** The number in an entry, when it is one that a period may have. */
export function countOf(entry: string): number | undefined {
  const count = /^\d{1,4}$/.test(entry.trim()) ? Number(entry) : 0;
  return count >= 1 && count <= 1200 ? count : undefined;
}
