import { readTests } from '../../../../runtime/language/reading/reading.ts';
import type { Gap } from './gaps.ts';
import type { TableDesk } from './table-desk.ts';

/** Values of inputs, formulas by input, in words: 年龄 是 12，就诊类型 是 急诊. */
export function valueWords(table: TableDesk, values: Readonly<Record<string, string>>): string {
  return gapWords(table, { when: values });
}

/** The conditions of the missing rule in words: 年龄 大于 60，地区 是杭州. */
export function gapWords(table: TableDesk, gap: Pick<Gap, 'when'>): string {
  const { locale } = table.desk;
  const parts = table.columns.flatMap((column) => {
    const cell = column.kind === 'input' ? gap.when[column.id] : undefined;
    return cell === undefined ? [] : [`${table.titleOf(column)} ${readTests(cell, locale, { labelOf: (value) => table.wordOf(column, value) }) ?? cell}`];
  });
  if (parts.length === 0) return locale === 'en' ? 'anything' : '任何情况';
  return parts.join(locale === 'en' ? ', ' : '，');
}
