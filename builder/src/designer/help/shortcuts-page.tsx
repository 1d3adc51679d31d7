import { useState } from 'react';
import { findKeys, KEY_GROUPS } from '../../text/keys.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { COMMAND_KEY } from '../canvas/keys.ts';
import '../pages/shared/page.css';
import { helpTexts } from './help-text.ts';
import { KeyRows } from './key-rows.tsx';
import './help.css';

/** 快捷键: all keys of designer and portal, by where they work. */
export function ShortcutsPage() {
  const text = useTexts(helpTexts);
  const { locale } = useLocale();
  const [query, setQuery] = useState('');
  const groups = KEY_GROUPS.map((group) => ({ ...group, rows: findKeys(group.rows, query, locale, COMMAND_KEY) })).filter(({ rows }) => rows.length > 0);
  return (
    <div className="shortcuts-page">
      <h1>{text.keysTitle}</h1>
      <p className="ui-quiet">{text.keysIntro}</p>
      <TextField label={text.keysSearch} hideLabel placeholder={text.keysSearch} value={query} onChange={setQuery} />
      {groups.length === 0 ? <p>{text.keysNone}</p> : null}
      {groups.map(({ id, title, rows }) => <section key={id} aria-labelledby={`keys-${id}`}><h2 id={`keys-${id}`}>{title[locale]}</h2><KeyRows rows={rows} /></section>)}
    </div>
  );
}
