import { useMemo } from 'react';
import type { TableRule } from '../../../../runtime/rules/table-schema.ts';
import { listed } from '../../text/listed.ts';
import { useTexts } from '../../text/locale.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { readInCell } from './cell-words.ts';
import type { ReadIn } from './find-cells.ts';
import { cellText, type TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** A reader that reads each rule once. */
function readerOf(heads: readonly string[], readRow: (rule: TableRule) => readonly string[]): ReadIn {
  const rows = new WeakMap<TableRule, readonly string[]>();
  return (rule) => {
    if (rule === undefined) return heads;
    const row = rows.get(rule) ?? readRow(rule);
    rows.set(rule, row);
    return row;
  };
}

/** What a person reads in the cells and heads of a table beside what is written. */
export function useReadIn({ columns, titleOf, wordOf, desk }: TableDesk): ReadIn {
  const text = useTexts(tableTexts);
  const { scenario, locale } = desk;
  return useMemo(() => {
    const basisTitle = (id: string) => scenarioText(scenario, scenario.bases[id]?.title, locale) ?? id;
    const cell = (column: TableColumn, rule: TableRule) => {
      if (column.kind === 'basis') return listed((rule.basis ?? []).map(basisTitle), locale) || text.noBasis;
      return column.kind === 'dates' ? '' : readInCell(column, cellText(rule, column), wordOf, text);
    };
    const heads = columns.map((column) => (column.kind === 'basis' || column.kind === 'dates' ? text[column.kind] : titleOf(column)));
    return readerOf(heads, (rule) => columns.map((column) => cell(column, rule)));
  }, [columns, titleOf, wordOf, scenario, locale, text]);
}
