import { Check, CircleHelp, Ellipsis, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { FieldSelect } from '../formula/field-picker.tsx';
import type { FieldOption } from '../formula/field-options.ts';
import { FormulaInput } from '../formula/formula-input.tsx';
import { schemaOfFormula } from '../formula/check-formula.ts';
import { feelTree, pathOf } from '../../../../runtime/language/reading/feel-tree.ts';
import { schemaAt, spokenValue, type FormulaScope, type SchemaView } from '../formula/formula-scope.ts';
import { typedOf } from '../formula/literal.ts';
import { namesOf } from '../formula/scope-names.ts';
import { BLANK_ROW, isFinished, itemToFeel, valueCount, type ConditionFormula, type ConditionOperator, type ConditionRow } from './condition.ts';
import { conditionTexts } from './condition-text.ts';
import { isMoment, operatorsFor, rowAbout, valueSchemaFor, withOperator } from './operators.ts';
import { asOperand } from './read-condition.ts';
import { ManyValues, ValueInput } from './value-input.tsx';

/** What the lines of one condition share. */
export interface ConditionDesk {
  readonly scope: FormulaScope;
  readonly readOnly: boolean;
  /** What a person calls a listed value of a path. */
  readonly labelOf: (path: string, value: string) => string;
  /** A line that was just added. */
  readonly fresh: ConditionRow;
  /** Evaluates a part with the values being tried (undefined when one it reads is not known); itself undefined while nothing is tried. */
  readonly tried: ((source: string) => unknown) | undefined;
}

interface LineProps<Item> {
  readonly item: Item;
  readonly desk: ConditionDesk;
  readonly put: (item: Item) => void;
  readonly remove: () => void;
}

const notWhole = (option: FieldOption): boolean => option.holds !== 'object';

/** How the line fares with the values tried. */
function Mark({ source, left, desk }: { readonly source: string; readonly left: string | undefined; readonly desk: ConditionDesk }) {
  const text = useTexts(conditionTexts);
  const { locale } = useLocale();
  if (desk.tried === undefined) return null;
  const met = desk.tried(source);
  const Sign = met === true ? Check : met === false ? X : CircleHelp;
  const now = left === undefined ? undefined : desk.tried(left);
  if (met === undefined) return null;
  return (
    <span className="condition-mark" data-met={met === true ? 'yes' : met === false ? 'no' : 'unknown'}>
      <Sign size={13} strokeWidth={2.5} aria-hidden="true" />
      {met === true ? text.met : met === false ? text.notMet : text.unknown}
      {now === undefined ? null : <em>{text.actual(typeof now === 'string' && left !== undefined ? desk.labelOf(left, now) : spokenValue(now, locale))}</em>}
    </span>
  );
}

function schemaOfLeft(left: string, scope: FormulaScope): SchemaView | undefined {
  return left === '' ? undefined : (schemaAt(scope.names, left.split('.')) ?? schemaOfFormula(left, scope));
}

/** A fresh line, about a path or about nothing yet. */
export function freshRow(about: string | undefined, scope: FormulaScope): ConditionRow {
  return about === undefined ? BLANK_ROW : rowAbout(about, schemaOfLeft(about, scope));
}

/** One line: a field, how it is compared, and with what. */
export function RowLine({ item: row, desk, put, remove }: LineProps<ConditionRow>) {
  const text = useTexts(conditionTexts);
  const { scope, readOnly } = desk;
  const names = namesOf(scope);
  const [asFormula, setAsFormula] = useState(false);
  const isPath = row.left === '' || pathOf(feelTree(row.left, 'expression', names)?.children[0] ?? { name: '', text: '', from: 0, to: 0, children: [] }) !== undefined;
  const formula = asFormula || !isPath;
  const schema = useMemo(() => schemaOfLeft(row.left, scope), [row.left, scope]);
  const need = valueCount(row.op);
  const moment = isMoment(typedOf(schema));
  const word = (op: ConditionOperator) => (moment && (op === '<' || op === '<=' || op === '>' || op === '>=') ? text[`at_${op}`] : text[`op_${op}`]);
  const setLeft = (left: string) => {
    const next = schemaOfLeft(left, scope);
    const keeps = operatorsFor(next, '=').includes(row.op) && typedOf(next) === typedOf(schema);
    put(keeps ? { ...row, left } : rowAbout(left, next));
  };
  const setValue = (index: number, next: string) => put({ ...row, values: Array.from({ length: Math.max(row.values.length, index + 1) }, (_, at) => (at === index ? next : (row.values[at] ?? ''))) });
  const value = { schema: valueSchemaFor(schema, row.op), about: row.left, scope, readOnly, labelOf: desk.labelOf };
  return (
    <div className="condition-row">
      <div className="condition-head">
        {formula ? (
          <FormulaInput label={text.leftLabel} value={row.left} scope={scope} readOnly={readOnly} onChange={(next) => (next.trim() === '' ? put({ ...row, left: '' }) : setLeft(asOperand(next, names) ?? row.left))} />
        ) : (
          <FieldSelect label={text.field} scope={scope} value={row.left} isDisabled={readOnly} offers={notWhole} onPick={setLeft} />
        )}
        <Select label={text.operator} hideLabel isDisabled={readOnly || row.left === ''} value={row.op} options={operatorsFor(schema, row.op).map((id) => ({ id, label: word(id) }))} onChange={(op) => put(withOperator(row, op as ConditionOperator))} />
        {readOnly ? null : (
          <>
            <Menu label={text.leftMenu} entries={[{ id: 'left', label: formula ? text.leftField : text.leftFormula, onAction: () => { setAsFormula(!formula); if (formula) put({ ...row, left: '' }); } }]}>
              <IconButton size="small" label={text.leftMenu} icon={<Ellipsis size={13} aria-hidden="true" />} />
            </Menu>
            <IconButton size="small" label={text.removeRow} icon={<X size={13} aria-hidden="true" />} onPress={remove} />
          </>
        )}
      </div>
      {need === 0 || row.left === '' ? null : need === 'many' ? <ManyValues {...value} label={text.value} sources={row.values} onChange={(values) => put({ ...row, values })} /> : (
        <div className="condition-values">
          {Array.from({ length: need }, (_, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- from and to
            <ValueInput key={`${row.left}.${index}`} {...value} label={need === 1 ? text.value : index === 0 ? text.valueFrom : text.valueTo} source={row.values[index] ?? ''} onChange={(next) => setValue(index, next)} />
          ))}
        </div>
      )}
      {isFinished(row) ? <Mark source={itemToFeel(row)} left={row.left} desk={desk} /> : null}
    </div>
  );
}

/** One line that only a formula can say. */
export function FormulaLine({ item, desk, put, remove }: LineProps<ConditionFormula>) {
  const text = useTexts(conditionTexts);
  return (
    <div className="condition-row">
      <div className="condition-head" data-formula="">
        <FormulaInput label={text.formulaLine} value={item.source} scope={desk.scope} readOnly={desk.readOnly} onChange={(source) => put({ ...item, source })} />
        {desk.readOnly ? null : <IconButton size="small" label={text.removeRow} icon={<X size={13} aria-hidden="true" />} onPress={remove} />}
      </div>
      {isFinished(item) ? <Mark source={item.source} left={undefined} desk={desk} /> : null}
    </div>
  );
}
