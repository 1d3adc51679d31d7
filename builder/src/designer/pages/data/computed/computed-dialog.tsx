import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../../../../../runtime/schema/field.ts';
import { request } from '../../../../client/request.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { EmptyState, ErrorState } from '../../../../ui/states.tsx';
import { useToast } from '../../../../ui/toast.tsx';
import { fieldTypeTexts } from '../../../form/field-type-texts.ts';
import { datasetTitle, fieldTitle } from '../dataset-title.ts';
import { ColumnEditor } from './column-editor.tsx';
import { withColumn, type SampleRow } from './computed-draft.ts';
import { computedTexts } from './computed-text.ts';

/** The column that is open; a new one without it. */
type Open = { readonly field?: DatasetField };

function ColumnList({ definition, onEdit, onRemove }: { readonly definition: DatasetDefinition; readonly onEdit: (field: DatasetField) => void; readonly onRemove: (field: DatasetField) => void }) {
  const text = useTexts(computedTexts);
  const { locale } = useLocale();
  const types = useTexts(fieldTypeTexts);
  return (
    <ul className="total-list">
      {definition.fields.filter(({ compute }) => compute !== undefined).map((field) => (
        <li key={field.id}>
          <span className="computed-line">
            <b>{fieldTitle(field, locale)}</b> <span className="ui-quiet">{types[field.type]}</span>
            <em><code>{field.compute}</code></em>
          </span>
          <span className="ui-row">
            <IconButton size="small" label={text.edit(fieldTitle(field, locale))} icon={<Pencil size={13} aria-hidden="true" />} onPress={() => onEdit(field)} />
            <IconButton size="small" label={text.remove(fieldTitle(field, locale))} icon={<Trash2 size={13} aria-hidden="true" />} onPress={() => onRemove(field)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

interface Saving {
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly save: (definition: DatasetDefinition) => void;
  readonly reset: () => void;
}

interface FrameProps {
  readonly definition: DatasetDefinition;
  readonly rows: readonly SampleRow[];
  readonly saving: Saving;
  readonly onClose: () => void;
}

function Frame({ definition, rows, saving, onClose }: FrameProps) {
  const text = useTexts(computedTexts);
  const { locale } = useLocale();
  const [draft, setDraft] = useState(definition);
  const [open, setOpen] = useState<Open>();
  const isEmpty = !draft.fields.some(({ compute }) => compute !== undefined);
  const remove = ({ id }: DatasetField): void => setDraft((old) => ({ ...old, fields: old.fields.filter((field) => field.id !== id) }));
  return (
    <Dialog
      title={text.title(datasetTitle(definition, locale))} size="wide" open dismissable={false} onClose={() => (open === undefined ? onClose() : setOpen(undefined))}
      actions={open === undefined ? (
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={saving.isBusy} onPress={() => saving.save(draft)}>{text.save}</Button>
        </>
      ) : undefined}
    >
      {open === undefined ? (
        <div className="stack">
          <p className="ui-quiet">{text.note}</p>
          {isEmpty ? <EmptyState title={text.none}>{text.noneText}</EmptyState> : <ColumnList definition={draft} onEdit={(field) => setOpen({ field })} onRemove={remove} />}
          <div className="ui-row">
            <Button icon={<Plus size={14} aria-hidden="true" />} onPress={() => setOpen({})}>{text.add}</Button>
          </div>
          {saving.error === null ? null : <ErrorState error={saving.error} />}
        </div>
      ) : (
        <ColumnEditor
          definition={draft} field={open.field} rows={rows} onBack={() => setOpen(undefined)}
          onDone={(field) => {
            setDraft((old) => withColumn(old, open.field?.id, field));
            setOpen(undefined);
            saving.reset();
          }}
        />
      )}
    </Dialog>
  );
}

/** Columns of a dataset of the catalogue that are worked out from others. */
export function ComputedDialog({ definition, rows, onClose }: Omit<FrameProps, 'saving'>) {
  const text = useTexts(computedTexts);
  const toast = useToast();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (draft: DatasetDefinition) => request('/api/datasets', { method: 'PUT', body: { definition: draft } }),
    onSuccess: async () => {
      toast({ text: rows.length > 0 ? text.savedRebuild : text.saved });
      onClose();
      await Promise.all([client.invalidateQueries({ queryKey: ['datasets'] }), client.invalidateQueries({ queryKey: ['rows', definition.id] })]);
    },
  });
  return <Frame definition={definition} rows={rows} saving={{ isBusy: save.isPending, error: save.error, save: save.mutate, reset: save.reset }} onClose={onClose} />;
}

/** Columns of a dataset a scenario keeps itself: saving is an edit of the scenario. */
export function OwnComputedDialog({ definition, onDone, onClose }: Pick<FrameProps, 'definition' | 'onClose'> & { readonly onDone: (fields: readonly DatasetField[]) => void }) {
  return <Frame definition={definition} rows={[]} saving={{ isBusy: false, error: null, save: ({ fields }) => onDone(fields), reset: () => undefined }} onClose={onClose} />;
}
