import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetTotal } from '../../../../../../runtime/schema/total.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { fieldTitle } from '../dataset-title.ts';
import { totalsTexts } from './totals-text.ts';

/** Says a total of a dataset in words. */
export function useTotalSentence({ fields }: DatasetDefinition): (total: DatasetTotal) => string {
  const text = useTexts(totalsTexts);
  const { locale } = useLocale();
  const titleOf = (id: string): string => {
    const field = fields.find((one) => one.id === id);
    return field === undefined ? id : fieldTitle(field, locale);
  };
  return ({ sum, by, min, max }) => {
    const limits = [...(min === undefined ? [] : [text.least(String(min))]), ...(max === undefined ? [] : [text.most(String(max))])];
    return text.sentence(by.map(titleOf).join(text.list), sum === undefined ? text.rows : text.sumOf(titleOf(sum)), limits.join(text.and));
  };
}
