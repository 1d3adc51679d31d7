import { COLUMN_TYPES, type FormColumn, type FormField } from '../../../../runtime/schema/field.ts';
import { columnsSchema } from '../../../../runtime/schema/field-schema.ts';
import { useTexts } from '../../text/locale.tsx';
import { Switch } from '../../ui/choice.tsx';
import { Select } from '../../ui/select.tsx';
import { FormulaInput } from '../formula/formula-input.tsx';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { AddButton, ItemBox } from '../panel/entries/list-entries.tsx';
import { NameInput } from '../rename/name-input.tsx';
import { refusesId } from '../panel/node-id.ts';
import { freeColumnId, patchColumn } from './column-edits.ts';
import { fieldTypeTexts } from './field-type-texts.ts';
import { fieldEditTexts } from './field-edit-texts.ts';
import type { FormDesk } from './form-desk.ts';
import { formTexts } from './form-texts.ts';
import { KindSelect } from './kind-select.tsx';

interface Props {
  readonly form: FormDesk;
  readonly field: FormField;
  readonly index: number;
  readonly put: (columns: readonly FormColumn[], what: string) => void;
}

/** The columns of a table of answers: each is a small question. */
export function ColumnsEditor({ form, field, index, put }: Props) {
  const text = useTexts(formTexts);
  const edit = useTexts(fieldEditTexts);
  const types = useTexts(fieldTypeTexts);
  const { readOnly } = form;
  const columns = field.columns ?? [];
  const set = (at: number, patch: Parameters<typeof patchColumn>[1]) => put(columns.map((column, place) => (place === at ? patchColumn(column, patch) : column)), text.changed(edit.columns));
  const scope = { ...form.scope, names: { ...form.scope.names, row: columnsSchema(columns) } };
  const amount = (column: FormColumn) => ['integer', 'number', 'decimal'].includes(column.type);
  const limit = (column: FormColumn, next: string) => (next === '' ? undefined : amount(column) && column.type !== 'decimal' && Number.isFinite(Number(next)) ? Number(next) : next);
  return (
    <EntryFrame title={edit.columns} help={edit.columnsHelp} problems={form.desk.problemsAt(['fields', index, 'columns'])}>
      {columns.map((column, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- the id may be edited, so place is the identity
        <ItemBox key={at} title={form.columnWord(field, column)} {...(readOnly || columns.length === 1 ? {} : { onRemove: () => put(columns.toSpliced(at, 1), text.changed(edit.columns)) })} onMove={readOnly ? undefined : (by) => { const to = at + by; if (to >= 0 && to < columns.length) put(columns.toSpliced(at, 1).toSpliced(to, 0, column), text.changed(edit.columns)); }}>
          <div className="entry-two">
            <EntryFrame title={edit.heading}><LineInput label={edit.heading} value={form.columnWord(field, column)} readOnly={readOnly} onCommit={(next) => form.setColumnWord(index, at, next, text.changed(edit.heading))} /></EntryFrame>
            <EntryFrame title={text.id}><NameInput label={text.id} value={column.id} named={{ kind: 'cells', path: [form.desk.flow, form.desk.id, field.id, column.id] }} readOnly={readOnly} refuses={(id) => refusesId(id, new Set(columns.filter((_, place) => place !== at).map((one) => one.id))) !== undefined} onHere={(id) => set(at, { id })} /></EntryFrame>
          </div>
          <Select label={text.type} isDisabled={readOnly} value={column.type} options={COLUMN_TYPES.map((id) => ({ id, label: types[id] }))} onChange={(type) => set(at, { type: COLUMN_TYPES.find((one) => one === type) ?? 'string' })} />
          {column.compute === undefined ? (
            <>
              <Switch value={column.optional !== true} isDisabled={readOnly} onChange={(on) => set(at, { optional: on ? undefined : true })}>{text.isRequired}</Switch>
              {column.type === 'string' && column.enum === undefined ? <KindSelect value={column.kind} isDisabled={readOnly} onChange={(kind) => set(at, { kind })} /> : null}
              {column.type === 'string' && column.kind === undefined ? <EntryFrame title={text.options} help={edit.choicesHelp}><LineInput label={text.options} value={(column.enum ?? []).join('、')} readOnly={readOnly} onCommit={(next) => { const values = next.split(/[、,，]/u).map((one) => one.trim()).filter((one) => one !== ''); set(at, { enum: values.length === 0 ? undefined : values }); }} /></EntryFrame> : null}
              {amount(column) || column.type === 'date' ? <div className="entry-two">{(['min', 'max'] as const).map((key) => <EntryFrame key={key} title={text[key]}><LineInput label={text[key]} value={String(column[key] ?? '')} readOnly={readOnly} onCommit={(next) => set(at, { [key]: limit(column, next) })} /></EntryFrame>)}</div> : null}
            </>
          ) : null}
          {amount(column) ? <Switch value={column.sum === true} isDisabled={readOnly} onChange={(on) => set(at, { sum: on ? true : undefined })}>{edit.sum}</Switch> : null}
          <EntryFrame title={edit.compute} help={edit.columnComputeHelp}><FormulaInput label={edit.compute} value={column.compute ?? ''} scope={scope} readOnly={readOnly} outside={form.desk.problemsAt(['fields', index, 'columns', at, 'compute'])} onChange={(compute) => set(at, { compute: compute === '' ? undefined : compute })} /></EntryFrame>
        </ItemBox>
      ))}
      <AddButton label={edit.addColumn} isDisabled={readOnly || columns.length >= 20} onPress={() => put([...columns, { id: freeColumnId(columns), type: 'string' }], edit.addColumn)} />
    </EntryFrame>
  );
}
