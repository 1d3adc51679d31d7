import { ListFilter } from 'lucide-react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { readingNames } from '../formula/formula-input.tsx';
import { readExpression, readTests } from '../../../../runtime/language/reading/reading.ts';
import { Button } from '../../ui/button.tsx';
import { takesCondition } from './cell-condition-dialog.tsx';
import { CellView } from './cell-view.tsx';
import { listsChoices } from './cell-words.ts';
import { useGrid } from './grid-state.ts';
import { cellText } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

/** Where the active cell is, what it holds, what that says, and what is wrong with it. */
export function FormulaLine({ table, onCondition }: { readonly table: TableDesk; readonly onCondition: () => void }) {
  const text = useTexts(tableTexts);
  const { locale } = useLocale();
  const { selection, draft } = useGrid();
  const { row, column: index } = selection.active;
  const column = table.columns[index];
  const rule = table.config.rules[row];
  if (column === undefined) return null;
  const fixed = column.kind === 'basis' || column.kind === 'dates';
  const title = fixed ? text[column.kind] : table.titleOf(column);
  const header = row === -1 && column.kind === 'input' ? column.input.expr : undefined;
  const source = draft ?? header ?? (rule ? cellText(rule, column) : '');
  const unary = column.kind === 'input' && header === undefined;
  const names = readingNames(table.scope, locale);
  const words = unary && listsChoices(source) ? { ...names, labelOf: (value: string) => table.wordOf(column, value) } : names;
  const reading = fixed || source === '' ? undefined : unary ? readTests(source, locale, words) : readExpression(source, locale, names);
  const [problem] = table.desk.problemsAt(row === -1 ? ['inputs', index, 'expr'] : ['rules', row, column.kind === 'input' ? 'when' : 'then', column.id]);
  return (
    <div className="formula-line" aria-live="polite">
      <span className="formula-address">
        <b>{row === -1 ? '#' : (rule?.id ?? '+')}</b> {title}
      </span>
      <span className="formula-sign-f" aria-hidden="true">ƒ</span>
      <code className="cell-text">{fixed ? source : <CellView source={source} kind={unary ? 'unary' : 'expression'} />}</code>
      <span className="ui-grow" />
      {rule === undefined || table.readOnly || rule.lock === 'prescribed' || !takesCondition(column) ? null : (
        <Button look="quiet" size="small" icon={<ListFilter size={13} aria-hidden="true" />} onPress={onCondition}>{text.asCondition}</Button>
      )}
      {problem === undefined || draft !== undefined ? reading === undefined || reading === source ? null : (
        <span className="formula-says">
          <small>{text.reads}</small> {unary ? `${title} ${reading}` : reading}
        </span>
      ) : <span className="formula-wrong">{problem.message[locale]}</span>}
    </div>
  );
}
