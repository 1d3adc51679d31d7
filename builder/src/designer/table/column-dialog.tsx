import { ArrowLeft, ArrowRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { TableInput, TableOutput } from '../../../../runtime/rules/table-schema.ts';
import { FIELD_TYPES, type FieldType } from '../../../../runtime/schema/field.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextArea, TextField } from '../../ui/text-field.tsx';
import { FormulaInput } from '../formula/formula-input.tsx';
import { refusesId } from '../panel/node-id.ts';
import { fieldTypeTexts } from '../form/field-type-texts.ts';
import { useRename } from '../rename/rename-context.tsx';
import { moveColumn, removeColumn, setInput, setOutput } from './table-edits.ts';
import type { TableColumn } from './table-columns.ts';
import type { TableDesk } from './table-desk.ts';
import { tableTexts } from './table-texts.ts';

interface ColumnProps {
  readonly table: TableDesk;
  readonly column: Extract<TableColumn, { kind: 'input' | 'output' }>;
  readonly onClose: () => void;
}

/** `exactOptionalPropertyTypes` wants absent members to be absent. */
function trimmed<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined && member !== '' && member !== false)) as Value;
}

function literalsOf(text: string, type: FieldType): (string | number)[] {
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return type === 'integer' || type === 'number' ? lines.map(Number).filter((n) => Number.isFinite(n)) : lines;
}

function InputFields({ table, draft, setDraft }: { readonly table: TableDesk; readonly draft: TableInput; readonly setDraft: (next: TableInput) => void }) {
  const text = useTexts(tableTexts);
  return (
    <>
      <span className="entry-label">{text.columnExpr}</span>
      <FormulaInput label={text.columnExpr} value={draft.expr} scope={table.scope} onText={(expr) => setDraft({ ...draft, expr })} onChange={(expr) => setDraft({ ...draft, expr })} outside={table.desk.problemsAt(['inputs', table.config.inputs.findIndex((one) => one.id === draft.id), 'expr'])} />
      <Checkbox value={draft.nullable ?? false} onChange={(nullable) => setDraft({ ...draft, nullable })}>
        {text.columnNullable}
      </Checkbox>
      <p className="entry-help">{text.columnNullableHint}</p>
    </>
  );
}

function OutputFields({ table, draft, setDraft }: { readonly table: TableDesk; readonly draft: TableOutput; readonly setDraft: (next: TableOutput) => void }) {
  const text = useTexts(tableTexts);
  const types = useTexts(fieldTypeTexts);
  const type = draft.type;
  return (
    <>
      <Select label={text.columnType} value={type} options={FIELD_TYPES.map((id) => ({ id, label: types[id] }))} onChange={(id) => setDraft({ ...draft, type: id as FieldType })} />
      {type === 'string' || type === 'integer' || type === 'number' ? <TextArea label={text.columnEnum} hint={text.columnEnumHint} defaultValue={(draft.enum ?? []).join('\n')} onChange={(value) => {
        const { enum: _, ...rest } = draft;
        const literals = literalsOf(value, type);
        setDraft(literals.length === 0 ? rest : { ...rest, enum: literals });
      }} /> : null}
      <Checkbox value={draft.optional ?? false} onChange={(optional) => setDraft({ ...draft, optional })}>
        {text.columnOptional}
      </Checkbox>
      <span className="entry-label">{text.columnDefault}</span>
      <FormulaInput label={text.columnDefault} value={draft.default ?? ''} scope={table.scope} onChange={(value) => setDraft({ ...draft, default: value })} />
    </>
  );
}

/** Name, value and kind of one column; order and removal beside them. */
export function ColumnDialog({ table, column, onClose }: ColumnProps) {
  const text = useTexts(tableTexts);
  const [draft, setDraft] = useState<TableInput | TableOutput>(column.kind === 'input' ? column.input : column.output);
  const others = new Set([...table.config.inputs, ...table.config.outputs].map(({ id }) => id).filter((id) => id !== column.id));
  const bad = refusesId(draft.id, others) !== undefined;
  const name = table.titleOf(column);
  const rename = useRename();
  const save = () => {
    if (bad) return;
    const next = trimmed(draft);
    const put = (id: string) => table.put(column.kind === 'input' ? setInput(table.config, column.id, { ...(next as TableInput), id }) : setOutput(table.config, column.id, { ...(next as TableOutput), id }), text.columnChanged(name));
    put(column.id);
    onClose();
    if (next.id !== column.id) rename({ named: { kind: column.kind === 'input' ? 'inputs' : 'results', path: [table.desk.flow, table.desk.id, column.id] }, to: next.id, onlyHere: () => put(next.id) });
  };
  const act = (next: typeof table.config, what: string, close = false) => {
    table.put(next, what);
    if (close) onClose();
  };
  return (
    <Dialog
      title={text.columnEdit(name)}
      open
      onClose={onClose}
      actions={
        <>
          <IconButton label={text.columnLeft} icon={<ArrowLeft size={15} aria-hidden="true" />} onPress={() => act(moveColumn(table.config, column.id, -1), text.columnMoved)} />
          <IconButton label={text.columnRight} icon={<ArrowRight size={15} aria-hidden="true" />} onPress={() => act(moveColumn(table.config, column.id, 1), text.columnMoved)} />
          <Button look="quiet" icon={<Trash2 size={14} aria-hidden="true" />} isDisabled={(column.kind === 'input' ? table.config.inputs : table.config.outputs).length === 1} onPress={() => act(removeColumn(table.config, column.id), text.columnRemoved(name), true)}>
            {text.columnRemove}
          </Button>
          <span className="ui-grow" />
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" isDisabled={bad} onPress={save}>
            {text.done}
          </Button>
        </>
      }
    >
      <div className="column-form">
        <TextField label={text.columnTitle} value={draft.title?.startsWith('@') ? name : (draft.title ?? '')} placeholder={name} isReadOnly={draft.title?.startsWith('@') ?? false} onChange={(title) => setDraft({ ...draft, title })} />
        <TextField label={text.columnId} mono value={draft.id} onChange={(id) => setDraft({ ...draft, id })} error={bad ? text.badId : undefined} />
        {column.kind === 'input' ? <InputFields table={table} draft={draft as TableInput} setDraft={setDraft} /> : <OutputFields table={table} draft={draft as TableOutput} setDraft={setDraft} />}
      </div>
    </Dialog>
  );
}
