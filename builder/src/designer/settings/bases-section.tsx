import { BASIS_LEVEL_WORDS } from '../../../../runtime/schema/basis-words.ts';
import { useTexts } from '../../text/locale.tsx';
import type { Basis } from '../../../../runtime/schema/basis.ts';
import { Chip } from '../../ui/chip.tsx';
import { Select } from '../../ui/select.tsx';
import { pointer } from '../document/pointer.ts';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { AddEntry } from './add-entry.tsx';
import { basisUses } from './basis-uses.ts';
import { EntryCard } from './entry-card.tsx';
import { SectionFrame } from './section-frame.tsx';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { TextPair } from './text-pair-entry.tsx';


function BasisCard({ desk, id, basis, uses }: { readonly desk: SettingsDesk; readonly id: string; readonly basis: Basis; readonly uses: number }) {
  const text = useTexts(settingsTexts);
  const base = pointer('bases', id);
  const put = (key: 'article' | 'level' | 'from' | 'to' | 'url', label: string) => (next: string) => desk.set(text.changeLabel(label), `${base}/${key}`, next.trim() === '' ? undefined : next.trim());
  const line = (key: 'article' | 'from' | 'to' | 'url', label: string, type: 'text' | 'date' | 'url') => (
    <EntryFrame title={label} problems={desk.problemsAt(`${base}/${key}`)}>
      <LineInput label={label} type={type} value={basis[key] ?? ''} readOnly={desk.readOnly} onCommit={put(key, label)} />
    </EntryFrame>
  );
  return (
    <EntryCard id={id} onRename={() => desk.rename('bases', id)} readOnly={desk.readOnly} problems={desk.problemsAt(base)} onRemove={() => desk.remove(`${text.basis} ${id}`, [{ path: base }])} end={<>{basis.level === 'invented' ? <Chip tone="warn">{text.invented}</Chip> : null}<span className="ui-quiet">{text.usedBy(uses)}</span></>}>
      <TextPair desk={desk} label={text.title} at={`${base}/title`} value={basis.title} textKey={`basis.${id}`} demanded />
      <div className="settings-columns">
        <EntryFrame title={text.level} problems={desk.problemsAt(`${base}/level`)}>
          <Select hideLabel label={text.level} isDisabled={desk.readOnly} value={basis.level} options={Object.entries(BASIS_LEVEL_WORDS).map(([id, words]) => ({ id, label: words[desk.locale] }))} onChange={put('level', text.level)} />
        </EntryFrame>
        {line('article', text.article, 'text')}
        {line('from', text.from, 'date')}
        {line('to', text.to, 'date')}
        {line('url', text.url, 'url')}
      </div>
    </EntryCard>
  );
}

export function BasesSection({ desk }: { readonly desk: SettingsDesk }) {
  const text = useTexts(settingsTexts);
  const entries = Object.entries(desk.scenario.bases);
  const uses = basisUses(desk.scenario);
  return (
    <SectionFrame title={text.bases} note={text.basesNote} empty={entries.length === 0 ? { title: text.noBases, text: text.noBasesText } : undefined}>
      {entries.map(([id, basis]) => <BasisCard key={id} desk={desk} id={id} basis={basis} uses={uses.get(id) ?? 0} />)}
      {desk.readOnly ? null : <AddEntry kind="key" label={text.basis} taken={entries.map(([id]) => id)} onAdd={(id) => desk.set(text.addLabel(text.basis), pointer('bases', id), { title: id, level: 'national' })} />}
    </SectionFrame>
  );
}
