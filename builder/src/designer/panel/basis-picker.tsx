import { BASIS_LEVEL_WORDS } from '../../../../runtime/schema/basis-words.ts';
import { Scale, X } from 'lucide-react';
import { useState } from 'react';
import type { Basis } from '../../../../runtime/schema/basis.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useContent, useEdit } from '../document/document-context.tsx';
import { pointer } from '../document/pointer.ts';
import { scenarioText } from '../document/scenario-text.ts';
import { useLocale } from '../../text/locale.tsx';
import { panelTexts } from './panel-texts.ts';

const NEW = '+new';

/** Key of a new basis: `basis1`, `basis2`, … */
function freshKey(bases: Readonly<Record<string, Basis>>): string {
  for (let number = 1; ; number += 1) if (!Object.hasOwn(bases, `basis${number}`)) return `basis${number}`;
}

function NewBasisDialog({ open, onClose, onMade }: { readonly open: boolean; readonly onClose: () => void; readonly onMade: (key: string) => void }) {
  const text = useTexts(panelTexts);
  const { locale } = useLocale();
  const scenario = useContent();
  const edit = useEdit();
  const [draft, setDraft] = useState({ title: '', article: '', level: 'national', from: '', to: '', url: '' });
  const put = (key: keyof typeof draft) => (value: string) => setDraft((now) => ({ ...now, [key]: value }));
  const save = () => {
    const key = freshKey(scenario.bases);
    const { title, level, ...rest } = draft;
    const value = { title: title.trim(), level, ...Object.fromEntries(Object.entries(rest).filter(([, word]) => word.trim() !== '')) };
    edit({ label: text.newBasis, changes: [{ path: pointer('bases', key), value }] });
    onMade(key);
    onClose();
  };
  return (
    <Dialog title={text.newBasis} open={open} onClose={onClose} actions={<><Button onPress={onClose}>{text.cancel}</Button><Button look="primary" isDisabled={draft.title.trim() === ''} onPress={save}>{text.basisSave}</Button></>}>
      <div className="basis-form">
        <TextField label={text.basisTitle} value={draft.title} onChange={put('title')}/>
        <TextField label={text.basisArticle} value={draft.article} onChange={put('article')} />
        <Select label={text.basisLevel} value={draft.level} onChange={put('level')} options={Object.entries(BASIS_LEVEL_WORDS).map(([id, words]) => ({ id, label: words[locale] }))} />
        <TextField label={text.basisFrom} type="date" value={draft.from} onChange={put('from')} />
        <TextField label={text.basisTo} type="date" value={draft.to} onChange={put('to')} />
        <TextField label={text.basisUrl} type="url" value={draft.url} onChange={put('url')} />
      </div>
    </Dialog>
  );
}

/** Chooses the grounds of a node or rule among those of the scenario, or adds one. */
export function BasisPicker({ value, onChange, readOnly }: { readonly value: readonly string[]; readonly onChange: (keys: readonly string[]) => void; readonly readOnly: boolean }) {
  const text = useTexts(panelTexts);
  const { locale } = useLocale();
  const scenario = useContent();
  const [making, setMaking] = useState(false);
  const titleOf = (key: string) => scenarioText(scenario, scenario.bases[key]?.title, locale) ?? text.notThere(key);
  const free = Object.keys(scenario.bases).filter((key) => !value.includes(key));
  const choose = (key: string) => (key === NEW ? setMaking(true) : onChange([...value, key]));
  return (
    <div className="basis-picker">
      {value.map((key) => (
        <div className="basis-line" key={key}>
          <Scale size={14} aria-hidden="true" />
          <span>
            {titleOf(key)}
            <small>{[scenario.bases[key] === undefined ? undefined : BASIS_LEVEL_WORDS[scenario.bases[key].level][locale], scenario.bases[key]?.article, scenario.bases[key]?.from === undefined ? undefined : text.since(scenario.bases[key].from)].filter(Boolean).join(' · ')}</small>
          </span>
          {readOnly ? null : <IconButton size="small" label={text.removeItem(titleOf(key))} icon={<X size={13} aria-hidden="true" />} onPress={() => onChange(value.filter((one) => one !== key))} />}
        </div>
      ))}
      {readOnly && value.length === 0 ? <p className="entry-help">{text.noBasis}</p> : null}
      {readOnly ? null : <Select label={text.addBasis} hideLabel placeholder={text.addBasis} value={null} onChange={choose} options={[...free.map((key) => ({ id: key, label: titleOf(key) })), { id: NEW, label: text.newBasis }]} />}
      {making ? <NewBasisDialog open onClose={() => setMaking(false)} onMade={(key) => onChange([...value, key])} /> : null}
    </div>
  );
}
