import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../../../runtime/schema/field.ts';
import type { RowsAnswer } from '../../../../../server/api/data.ts';
import { request, RequestError } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Select } from '../../../ui/select.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { fieldTypeTexts } from '../../form/field-type-texts.ts';
import { computedTexts } from './computed/computed-text.ts';
import { dataTexts } from './data-text.ts';
import { fieldTitle } from './dataset-title.ts';
import { editableFields, entriesOf, rowOf, type RowEntries } from './row-entry.ts';

type Row = RowsAnswer['rows'][number];

function FieldEntry({ field, value, locked, error, onChange }: { readonly field: DatasetField; readonly value: string; readonly locked: boolean; readonly error: string | undefined; readonly onChange: (value: string) => void }) {
  const text = useTexts(dataTexts);
  const { locale } = useLocale();
  const types = useTexts(fieldTypeTexts);
  const computed = useTexts(computedTexts);
  const label = fieldTitle(field, locale);
  const end = `${types[field.type]}${field.optional === true ? ` · ${text.mayBeEmpty}` : ''}`;
  if (field.compute !== undefined) return <TextField label={label} labelEnd={types[field.type]} value={value} onChange={onChange} isReadOnly hint={computed.isComputed(field.compute)} />;
  const choices = field.type === 'boolean' ? [{ id: 'true', label: text.yes }, { id: 'false', label: text.no }] : field.enum?.map((one) => ({ id: String(one), label: String(one) }));
  if (choices !== undefined) return <Select label={label} labelEnd={end} isDisabled={locked} value={value} options={[...(field.optional === true ? [{ id: '', label: text.noValue }] : []), ...choices]} onChange={onChange} error={error} />;
  return (
    <TextField
      label={label} labelEnd={end} value={value} onChange={onChange} isReadOnly={locked} error={error}
      {...(field.type === 'date' ? { type: 'date' as const } : {})}
      {...(['integer', 'number', 'decimal'].includes(field.type) ? { inputMode: 'decimal' as const } : {})}
      {...(locked ? { hint: text.keyLocked } : {})}
    />
  );
}

/** What the server says of single fields: `/data/<field>`. */
function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  const problems = error instanceof RequestError ? error.problem?.errors ?? [] : [];
  return Object.fromEntries(problems.map(({ path, message }) => [path.split('/').at(-1) ?? '', message]));
}

/** One row to be added, changed or deleted. Somebody else's change in between is told, and nothing typed is lost. */
export function RowDialog({ definition, row, onClose }: { readonly definition: DatasetDefinition; readonly row: Row | undefined; readonly onClose: () => void }) {
  const text = useTexts(dataTexts);
  const toast = useToast();
  const client = useQueryClient();
  // A new row has nothing worked out yet.
  const fields = editableFields(definition).filter(({ compute }) => row !== undefined || compute === undefined);
  const [entries, setEntries] = useState<RowEntries>(() => entriesOf(fields, row?.data ?? {}));
  const [sure, setSure] = useState(false);
  const done = (words: string) => async (): Promise<void> => {
    toast({ text: words });
    onClose();
    await Promise.all([client.invalidateQueries({ queryKey: ['rows', definition.id] }), client.invalidateQueries({ queryKey: ['datasets'] })]);
  };
  const save = useMutation({
    mutationFn: () => request('/api/datasets/rows', { method: row === undefined ? 'POST' : 'PUT', body: { dataset: definition.id, data: rowOf(fields, entries), ...(row === undefined ? {} : { id: row.id, version: row.version }) } }),
    onSuccess: done(row === undefined ? text.rowAdded : text.rowSaved),
  });
  const remove = useMutation({
    mutationFn: () => request('/api/datasets/rows', { method: 'DELETE', query: { dataset: definition.id, id: row?.id ?? '', version: row?.version ?? 0 } }),
    onSuccess: done(text.rowRemoved),
  });
  const errors = fieldErrors(save.error);
  const failed = remove.isError ? remove.error : save.isError && Object.keys(errors).length === 0 ? save.error : undefined;
  return (
    <Dialog
      title={row === undefined ? text.addRow : text.editRow(row.id)} open dismissable={false} onClose={onClose}
      actions={
        <>
          {row === undefined ? null : sure ? <Button look="danger" busy={remove.isPending} onPress={() => remove.mutate()}>{text.removeRowSure}</Button> : <Button onPress={() => setSure(true)}>{text.removeRow}</Button>}
          <span className="ui-grow" />
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={save.isPending} onPress={() => save.mutate()}>{text.save}</Button>
        </>
      }
    >
      <div className="form-stack">
        {fields.map((field) => (
          <FieldEntry
            key={field.id} field={field} value={entries[field.id] ?? ''} error={errors[field.id]}
            locked={row !== undefined && (definition.key ?? []).includes(field.id)}
            onChange={(value) => setEntries((old) => ({ ...old, [field.id]: value }))}
          />
        ))}
        {failed === undefined ? null : <ErrorState error={failed} />}
      </div>
    </Dialog>
  );
}
