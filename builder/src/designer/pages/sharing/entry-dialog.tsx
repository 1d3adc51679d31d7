import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CatalogueEntry } from '../../../../../runtime/schema/dataset.ts';
import { titleIn } from '../../../../../runtime/schema/dataset-words.ts';
import type { CatalogueItem } from '../../../../../server/api/sharing.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea, TextField } from '../../../ui/text-field.tsx';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { sharingTexts } from './sharing-text.ts';

const CLASSES = ['unconditional', 'restricted', 'none'] as const;
const OPENINGS = ['open', 'restricted', 'closed'] as const;
const RHYTHMS = ['continuous', 'daily', 'weekly', 'monthly', 'quarterly', 'annual', 'irregular'] as const;

/** What is left empty is not said. */
function entryOf(parts: { readonly description: string; readonly basis: string; readonly contact: string; readonly keywords: string }): CatalogueEntry {
  const { keywords, ...texts } = parts;
  const words = keywords.split(/[,，、]/u).map((word) => word.trim()).filter((word) => word !== '');
  return { ...Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, value.trim()] as const).filter(([, value]) => value !== '')), ...(words.length > 0 ? { keywords: words } : {}) };
}

/** The owner's words on a dataset: what it holds, how it may be shared and opened, on which ground. */
export function EntryDialog({ item, onClose }: { readonly item: CatalogueItem; readonly onClose: () => void }) {
  const text = useTexts(sharingTexts);
  const { locale } = useLocale();
  const client = useQueryClient();
  const { definition } = item;
  const { entry } = definition;
  const [sharing, setSharing] = useState<(typeof CLASSES)[number]>(definition.sharing ?? 'restricted');
  const [opening, setOpening] = useState<(typeof OPENINGS)[number]>(entry?.opening ?? 'closed');
  const [rhythm, setRhythm] = useState<(typeof RHYTHMS)[number]>(entry?.rhythm ?? 'irregular');
  const [description, setDescription] = useState(entry?.description ?? '');
  const [basis, setBasis] = useState(entry?.basis ?? '');
  const [contact, setContact] = useState(entry?.contact ?? '');
  const [keywords, setKeywords] = useState(entry?.keywords?.join('、') ?? '');
  const saving = useMutation({
    mutationFn: () => request('/api/catalogue/entry', { method: 'PUT', body: { dataset: definition.id, sharing, entry: { ...entryOf({ description, basis, contact, keywords }), opening, rhythm } } }),
    onSuccess: async () => {
      await Promise.all(['catalogue', 'datasets'].map((key) => client.invalidateQueries({ queryKey: [key] })));
      onClose();
    },
  });
  const wrong = { basis: sharing === 'none' && basis.trim() === '' ? text.basisEmpty : undefined };
  return (
    <FormDialog title={`${text.edit} · ${titleIn(definition, locale)}`} saving={saving} wrong={wrong} onSave={() => saving.mutate()} onClose={onClose}>
      {(say) => (
        <>
          <TextArea label={text.description} value={description} onChange={setDescription} rows={2} />
          <div className="form-pair">
            <Select label={text.sharingClass} options={CLASSES.map((id) => ({ id, label: text[`class_${id}`] }))} value={sharing} onChange={(id) => setSharing(CLASSES.find((one) => one === id) ?? sharing)} />
            <Select label={text.opening} options={OPENINGS.map((id) => ({ id, label: text[`open_${id}`] }))} value={opening} onChange={(id) => setOpening(OPENINGS.find((one) => one === id) ?? opening)} />
          </div>
          <TextField label={text.basis} value={basis} onChange={setBasis} error={say(wrong.basis)} />
          <div className="form-pair">
            <Select label={text.rhythm} options={RHYTHMS.map((id) => ({ id, label: text[`rhythm_${id}`] }))} value={rhythm} onChange={(id) => setRhythm(RHYTHMS.find((one) => one === id) ?? rhythm)} />
            <TextField label={text.contact} value={contact} onChange={setContact} />
          </div>
          <TextField label={text.keywords} value={keywords} onChange={setKeywords} />
        </>
      )}
    </FormDialog>
  );
}
