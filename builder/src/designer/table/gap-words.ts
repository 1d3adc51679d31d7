import { readTests } from '../../../../runtime/language/reading/reading.ts';
import { wordOfValue } from '../formula/formula-scope.ts';
import type { Gap } from './gaps.ts';
import type { TableDesk } from './table-desk.ts';

/** The conditions of the missing rule in words: 年龄 大于 60，地区 是杭州. */
export function gapWords(table: TableDesk, gap: Gap): string {
  const { locale } = table.desk;
  const parts = table.columns.flatMap((column) => {
    const cell = column.kind === 'input' ? gap.when[column.id] : undefined;
    return cell === undefined ? [] : [`${table.titleOf(column)} ${readTests(cell, locale, { labelOf: (value) => (column.kind === 'input' ? wordOfValue(table.scope, column.input.expr, value) : undefined) }) ?? cell}`];
  });
  return parts.join(locale === 'en' ? ', ' : '，');
}
