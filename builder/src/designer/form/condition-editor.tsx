import { Brackets, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { Select } from '../../ui/select.tsx';
import { feelTree, quote, stringValue } from '../formula/feel-tree.ts';
import { FormulaInput, type OutsideProblem } from '../formula/formula-input.tsx';
import { choicesOf, membersOf, asSchema, schemaAt, titleOfPath, type FormulaScope, type SchemaView } from '../formula/formula-scope.ts';
import { LineInput } from '../panel/entries/line-input.tsx';
import { CONDITION_OPERATORS, conditionFromFeel, conditionToFeel, isFinished, valueCount, type ConditionGroup, type ConditionItem, type ConditionOperator, type ConditionRow } from './condition.ts';
import { formTexts } from './form-texts.ts';

export interface ConditionEditorProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly scope: FormulaScope;
  readonly locale: 'zh-CN' | 'en';
  readonly readOnly: boolean;
  readonly problems: readonly OutsideProblem[];
  /** What a person calls a listed value of a path. */
  readonly labelOf: (path: string, value: string) => string;
}

/** Paths worth offering: fields of the form first, then single values of earlier steps, two levels deep. */
function pathsOf(scope: FormulaScope): readonly string[] {
  const leaves = (name: string, schema: SchemaView, depth: number): string[] => {
    const members = Object.entries(membersOf(schema));
    if (members.length === 0 || schema.type === 'array') return schema.type === 'array' ? [] : [name];
    return depth === 0 ? [] : members.flatMap(([key, member]) => leaves(`${name}.${key}`, asSchema(member), depth - 1));
  };
  const names = Object.keys(scope.names).sort((a, b) => Number(b === 'form') - Number(a === 'form'));
  return names.flatMap((name) => leaves(name, asSchema(scope.names[name]), 2)).slice(0, 200);
}

/** Text a person types for a value of this schema, as FEEL; formulas and numbers stay. */
function toSource(text: string, schema: SchemaView | undefined): string {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.startsWith('"')) return trimmed;
  if (schema?.format === 'date') return `date("${trimmed}")`;
  const isText = schema === undefined || schema.type === 'string' || (schema.enum?.some((one) => typeof one === 'string') ?? false);
  if (/^-?[\d.]+$/.test(trimmed) && !isText) return trimmed;
  if (/^[\p{L}_][\p{L}\p{N}_]*\./u.test(trimmed) || trimmed.startsWith('@') || !isText) return feelTree(trimmed, 'expression') ? trimmed : quote(trimmed);
  return quote(trimmed);
}

function toShown(source: string): string {
  if (source.startsWith('"')) return stringValue(source);
  return /^date\("([^"]*)"\)$/.exec(source)?.[1] ?? source;
}

function RowEditor({ row, put, remove, props, paths }: { readonly row: ConditionRow; readonly put: (row: ConditionRow) => void; readonly remove: () => void; readonly props: ConditionEditorProps; readonly paths: readonly string[] }) {
  const text = useTexts(formTexts);
  const { scope, readOnly, locale } = props;
  const schema = schemaAt(scope.names, row.left.split('.'));
  const choices = choicesOf(schema);
  const known = paths.includes(row.left) || row.left === '' ? paths : [row.left, ...paths];
  const need = valueCount(row.op);
  const isYesNo = schema?.type === 'boolean';
  const operators = CONDITION_OPERATORS.filter((op) => (isYesNo ? ['yes', 'no', 'empty', 'filled'].includes(op) : op === row.op || (op !== 'yes' && op !== 'no')));
  const setOp = (op: ConditionOperator) => put({ ...row, op, values: valueCount(op) === 0 ? [] : row.values.slice(0, valueCount(op) === 2 ? 2 : valueCount(op) === 1 ? 1 : undefined) });
  const setLeft = (left: string) => put({ kind: 'row', left, op: schemaAt(scope.names, left.split('.'))?.type === 'boolean' ? 'yes' : '=', values: [] });
  const setValue = (index: number, next: string) => put({ ...row, values: Array.from({ length: Math.max(row.values.length, index + 1) }, (_, at) => (at === index ? toSource(next, schema) : (row.values[at] ?? ''))) });
  return (
    <div className="condition-row">
      <Select label={text.field} hideLabel placeholder={text.field} isDisabled={readOnly} value={row.left === '' ? null : row.left} options={known.map((id) => ({ id, label: titleOfPath(scope, id, locale) ?? id, detail: id }))} onChange={setLeft} />
      <Select label={text.operator} hideLabel isDisabled={readOnly} value={row.op} options={operators.map((id) => ({ id, label: text[`op_${id}`] }))} onChange={(op) => setOp(op as ConditionOperator)} />
      {need === 0 ? <span /> : need === 1 && choices.length > 0 ? (
        <Select label={text.value} hideLabel isDisabled={readOnly} value={row.values[0] === undefined ? null : toShown(row.values[0])} options={choices.map((one) => ({ id: String(one), label: props.labelOf(row.left, String(one)) }))} onChange={(id) => setValue(0, id)} />
      ) : need === 'many' ? (
        <LineInput label={text.value} placeholder={text.manyHint} value={row.values.map(toShown).join('、')} readOnly={readOnly} onCommit={(next) => put({ ...row, values: next.split(/[、,，]/).map((part) => toSource(part, schema)).filter((part) => part !== '') })} />
      ) : (
        <span className="condition-values">
          {Array.from({ length: need }, (_, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- from and to
            <LineInput key={index} label={text.value} value={toShown(row.values[index] ?? '')} readOnly={readOnly} onCommit={(next) => setValue(index, next)} />
          ))}
        </span>
      )}
      <IconButton size="small" label={text.removeRow} icon={<X size={13} aria-hidden="true" />} isDisabled={readOnly} onPress={remove} />
    </div>
  );
}

function GroupEditor({ group, put, props, paths, depth = 0 }: { readonly group: ConditionGroup; readonly put: (group: ConditionGroup) => void; readonly props: ConditionEditorProps; readonly paths: readonly string[]; readonly depth?: number }) {
  const text = useTexts(formTexts);
  const { readOnly } = props;
  const at = (index: number, item?: ConditionItem) => put({ ...group, items: item ? group.items.toSpliced(index, 1, item) : group.items.toSpliced(index, 1) });
  const blank: ConditionRow = { kind: 'row', left: '', op: '=', values: [] };
  return (
    <div className="condition-group">
      {group.items.length < 2 ? null : (
        <div className="condition-all">
          {text.match}
          <Select label={text.match} hideLabel isDisabled={readOnly} value={group.all ? 'all' : 'any'} options={[{ id: 'all', label: text.all }, { id: 'any', label: text.any }]} onChange={(id) => put({ ...group, all: id === 'all' })} />
        </div>
      )}
      {group.items.map((item, index) =>
        // oxlint-disable-next-line react/no-array-index-key -- lines have no id of their own
        item.kind === 'row' ? <RowEditor key={index} row={item} put={(next) => at(index, next)} remove={() => at(index)} props={props} paths={paths} /> : <GroupEditor key={index} group={item} put={(next) => (next.items.length === 0 ? at(index) : at(index, next))} props={props} paths={paths} depth={depth + 1} />,
      )}
      {readOnly ? null : (
        <div className="condition-add">
          <Button look="link" size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => put({ ...group, items: [...group.items, blank] })}>{text.addRow}</Button>
          {depth > 1 ? null : <Button look="link" size="small" icon={<Brackets size={13} aria-hidden="true" />} onPress={() => put({ ...group, items: [...group.items, { kind: 'group', all: !group.all, items: [blank, blank] }] })}>{text.addGroup}</Button>}
        </div>
      )}
    </div>
  );
}

function hasUnfinished(group: ConditionGroup): boolean {
  return group.items.some((item) => (item.kind === 'row' ? !isFinished(item) : item.items.length < 2 || hasUnfinished(item)));
}

/** One condition, as lines or as a formula: two views of the same FEEL. Lines that are not finished live here only. */
export function ConditionEditor(props: ConditionEditorProps) {
  const text = useTexts(formTexts);
  const { label, value, onChange, scope, readOnly, problems } = props;
  const parsed = conditionFromFeel(value);
  const [view, setView] = useState<'lines' | 'formula'>(parsed ? 'lines' : 'formula');
  const [open, setOpen] = useState<{ readonly source: string; readonly group: ConditionGroup }>();
  const group = open?.source === value ? open.group : parsed;
  const put = (next: ConditionGroup) => {
    const source = conditionToFeel(next);
    setOpen(hasUnfinished(next) ? { source, group: next } : undefined);
    if (source !== value) onChange(source);
  };
  const lines = view === 'lines' && group !== undefined;
  return (
    <div className="condition">
      <SegmentedControl label={label} size="small" value={lines ? 'lines' : 'formula'} options={[{ id: 'lines', label: text.conditions }, { id: 'formula', label: `ƒ ${text.formula}` }]} onChange={(id) => setView(id as 'lines' | 'formula')} />
      {lines ? <GroupEditor group={group} put={put} props={props} paths={pathsOf(scope)} /> : (
        <>
          {group === undefined ? <p className="entry-help">{text.tooRich}</p> : null}
          <FormulaInput label={label} value={value} scope={scope} readOnly={readOnly} outside={problems} onChange={onChange} />
        </>
      )}
    </div>
  );
}
