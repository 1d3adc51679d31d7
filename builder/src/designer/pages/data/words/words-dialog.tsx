import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import { request } from '../../../../client/request.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { ErrorState } from '../../../../ui/states.tsx';
import { TextArea, TextField } from '../../../../ui/text-field.tsx';
import { useToast } from '../../../../ui/toast.tsx';
import { datasetTitle, fieldTitle } from '../dataset-title.ts';
import { wordsTexts } from './words-text.ts';

const MOST_TITLE = 200;

/** Only what is written is kept. */
function english<Key extends string>(words: Readonly<Record<Key, string>>): { readonly en?: Partial<Record<Key, string>> } {
  const written = Object.entries<string>(words).map(([key, value]) => [key, value.trim()] as const).filter(([, value]) => value !== '');
  return written.length === 0 ? {} : { en: Object.fromEntries(written) as Partial<Record<Key, string>> };
}

/** What a dataset and its columns are called in English. */
export function WordsDialog({ definition, onClose }: { readonly definition: DatasetDefinition; readonly onClose: () => void }) {
  const text = useTexts(wordsTexts);
  const toast = useToast();
  const client = useQueryClient();
  const [title, setTitle] = useState(definition.texts?.en?.title ?? '');
  const [description, setDescription] = useState(definition.texts?.en?.description ?? '');
  const [columns, setColumns] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(definition.fields.map((field) => [field.id, field.texts?.en?.title ?? ''])));
  const save = useMutation({
    mutationFn: () => request('/api/datasets', { method: 'PUT', body: { definition: { ...definition, texts: english({ title, description }), fields: definition.fields.map((field) => ({ ...field, texts: english({ title: columns[field.id] ?? '' }) })) } } }),
    onSuccess: async () => {
      toast({ text: text.saved });
      onClose();
      await Promise.all(['catalogue', 'datasets'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  return (
    <Dialog
      title={text.title(datasetTitle(definition, 'zh-CN'))} size="wide" open dismissable={false} onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={save.isPending} onPress={() => save.mutate()}>{text.save}</Button>
        </>
      }
    >
      <div className="form-stack">
        <p className="ui-quiet">{text.note}</p>
        <TextField label={text.dataset} value={title} maxLength={MOST_TITLE} placeholder={datasetTitle(definition, 'zh-CN')} onChange={setTitle} />
        <TextArea label={text.description} value={description} rows={2} placeholder={definition.entry?.description ?? ''} onChange={setDescription} />
        <fieldset className="word-columns">
          <legend className="ui-label">{text.columns}</legend>
          {definition.fields.map((field) => (
            <TextField key={field.id} label={fieldTitle(field, 'zh-CN')} value={columns[field.id] ?? ''} maxLength={MOST_TITLE} onChange={(words) => setColumns((old) => ({ ...old, [field.id]: words }))} />
          ))}
        </fieldset>
        {save.isError ? <ErrorState error={save.error} /> : null}
      </div>
    </Dialog>
  );
}
