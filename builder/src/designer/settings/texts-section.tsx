import { Lock, X } from 'lucide-react';
import { memo, useCallback, useMemo, useState } from 'react';
import type { Place } from '../../../../runtime/schema/diagnostic.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { SegmentedControl } from '../../ui/choice.tsx';
import { GridRow, GridTable } from '../../ui/grid-table.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCheck } from '../document/check-context.tsx';
import { useLook } from '../document/open-place.ts';
import { parsePointer, pointer } from '../document/pointer.ts';
import { LineInput } from '../panel/entries/line-input.tsx';
import { lockedTexts } from './locked-texts.ts';
import { AddEntry } from './add-entry.tsx';
import { SectionFrame } from './section-frame.tsx';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { findTexts, standIns, textRows, wantsWords, type TextFilter, type TextRow } from './text-rows.ts';

/** Rows drawn at once; more on demand, because two inputs a row are heavy. */
const PAGE = 100;

interface RowProps {
  readonly row: TextRow;
  readonly readOnly: boolean;
  /** Belongs to something prescribed. */
  readonly locked: boolean;
  readonly set: SettingsDesk['set'];
  readonly remove: SettingsDesk['remove'];
}

const Row = memo(function Row({ row, readOnly, locked, set, remove }: RowProps) {
  const text = useTexts(settingsTexts);
  return (
    <GridRow>
      <th scope="row">
        <code>{row.key}</code>
        {row.unused ? <Chip tone="dashed">{text.unusedMark}</Chip> : null}
        {row.untranslated ? <Chip tone="dashed">{text.untranslatedMark}</Chip> : null}
      </th>
      {(['zh-CN', 'en'] as const).map((locale) => {
        const name = locale === 'en' ? text.en : text.zh;
        const missing = row.missing.includes(locale);
        return (
          <td key={locale} lang={locale} data-missing={missing}>
            <LineInput label={`${row.key} · ${name}`} {...(missing ? { placeholder: text.missingMark(name) } : {})} value={row.entry[locale] ?? ''} readOnly={readOnly || locked} onCommit={(next) => set(text.changeLabel(`${text.text} ${row.key}`), pointer('texts', row.key, locale), next.trim() === '' ? undefined : next)} />
          </td>
        );
      })}
      <td>{locked ? <span title={text.locked}><Lock size={13} aria-hidden="true" /><span className="ui-hidden">{text.locked}</span></span> : readOnly ? null : <IconButton size="small" label={text.removeNamed(row.key)} icon={<X size={13} aria-hidden="true" />} onPress={() => remove(`${text.text} ${row.key}`, [{ path: pointer('texts', row.key) }])} />}</td>
    </GridRow>
  );
});

/** Everything the scenario says, both languages side by side: what is missing and what nobody uses. */
export function TextsSection({ desk }: { readonly desk: SettingsDesk }) {
  const text = useTexts(settingsTexts);
  const { diagnostics } = useCheck();
  const [filter, setFilter] = useState<TextFilter>('all');
  const [typed, setTyped] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const { texts } = desk.scenario;
  const unused = useMemo(() => new Set(diagnostics.filter((one) => one.code === 'SCN_SCHEMA_TEXT_UNUSED').map((one) => parsePointer(one.place.path)[1] ?? '')), [diagnostics]);
  const fixed = useMemo(() => lockedTexts(desk.scenario), [desk.scenario]);
  const rows = useMemo(() => textRows(texts, unused), [texts, unused]);
  const found = useMemo(() => findTexts(rows, filter, typed), [rows, filter, typed]);
  const look = useCallback(({ path }: Place) => {
    const [part, key = ''] = parsePointer(path);
    if (part !== 'texts') return;
    setFilter(key === '' ? 'missing' : 'all');
    setTyped(key);
  }, []);
  useLook(look);
  const lacking = useMemo(() => standIns(rows), [rows]);
  const gone = rows.filter((row) => row.unused);
  const options = [{ id: 'all', label: text.all }, { id: 'missing', label: `${text.missing} ${rows.filter(wantsWords).length}` }, { id: 'unused', label: `${text.unused} ${gone.length}` }];
  return (
    <SectionFrame title={text.texts} note={text.textsNote} empty={rows.length === 0 ? { title: text.noTexts, text: text.noTextsText } : undefined}>
      <div className="settings-tools">
        <TextField hideLabel label={text.search} placeholder={text.search} type="search" value={typed} onChange={setTyped} />
        <SegmentedControl label={text.filter} value={filter} onChange={(id) => setFilter(id as TextFilter)} options={options} />
        <span className="ui-quiet" aria-live="polite">{text.count(found.length, rows.length)}</span>
        {lacking.length > 0 && !desk.readOnly ? <Button size="small" onPress={() => desk.change(text.standIn(lacking.length), lacking)}>{text.standIn(lacking.length)}</Button> : null}
        {filter === 'unused' && gone.length > 0 && !desk.readOnly ? <Button size="small" onPress={() => desk.remove(text.unused, gone.map(({ key }) => ({ path: pointer('texts', key) })))}>{text.removeUnused(gone.length)}</Button> : null}
      </div>
      {rows.length > 0 && found.length === 0 ? <EmptyState title={text.noMatch} actions={<Button onPress={() => { setFilter('all'); setTyped(''); }}>{text.clear}</Button>} /> : null}
      {found.length === 0 ? null : (
        <GridTable className="settings-texts" heads={[text.key, text.zh, text.en, { label: text.remove, quiet: true }]}>
          {found.slice(0, limit).map((row) => <Row key={row.key} row={row} readOnly={desk.readOnly} locked={fixed.has(row.key)} set={desk.set} remove={desk.remove} />)}
        </GridTable>
      )}
      {found.length > limit ? <Button onPress={() => setLimit(limit + PAGE)}>{text.more(Math.min(PAGE, found.length - limit))}</Button> : null}
      {desk.readOnly ? null : <AddEntry kind="key" label={text.text} taken={Object.keys(texts)} onAdd={(key) => { desk.set(text.addLabel(text.text), pointer('texts', key), { 'zh-CN': key }); setTyped(key); setFilter('all'); }} />}
    </SectionFrame>
  );
}
