/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events -- a list that filters while typing has no HTML element; this is the combobox pattern of ARIA, whose keys the field hears */
import type { LucideIcon } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useState, type KeyboardEvent } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSpell, type Spell } from '../formula/pinyin.ts';
import { searchTexts } from './search-text.ts';
import './search.css';

/** One line of what was found. */
export interface Found {
  readonly key: string;
  readonly words: string;
  /** What of its settings, formulas or texts matches. */
  readonly inside?: string;
  /** What it is, or the keys that do the same. */
  readonly end: string;
  readonly tile?: { readonly category: string; readonly icon: string };
  readonly icon?: LucideIcon;
  readonly run: () => void;
}

export type Find = (typed: string, spell: Spell) => readonly Found[];

function Line({ item, isChosen, onRun }: { readonly item: Found; readonly isChosen: boolean; readonly onRun: (item: Found) => void }) {
  const { icon: Drawing, tile } = item;
  return (
    <div id={`search-${item.key}`} role="option" tabIndex={-1} aria-selected={isChosen} className="search-item" onClick={() => onRun(item)}>
      {tile === undefined ? null : <CategoryTile {...tile} size="small" />}
      {Drawing === undefined ? null : <Drawing size={16} strokeWidth={1.75} aria-hidden="true" />}
      <span className="ui-grow">
        {item.words}
        {item.inside === undefined ? null : <small>{item.inside}</small>}
      </span>
      <em>{item.end}</em>
    </div>
  );
}

/** A window to type into: what is found stands below, arrows and Enter choose. */
export function SearchWindow({ hint, find, onClose }: { readonly hint: string; readonly find: Find; readonly onClose: () => void }) {
  const text = useTexts(searchTexts);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const settled = useDeferredValue(typed);
  const spell = useSpell();
  const found = useMemo(() => find(settled, spell), [find, settled, spell]);
  const chosen = found[Math.min(at, found.length - 1)];
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(`search-${chosen.key}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const run = (item: Found): void => {
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    // The list may still be that of the letters before the last one.
    const [first] = typed === settled ? [chosen] : find(typed, spell);
    if (event.key === 'Enter' && first !== undefined) run(first);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setAt((Math.min(at, found.length - 1) + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length));
  };
  return (
    <Dialog title={text.title} open onClose={onClose}>
      <input
        className="ui-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="search-list"
        aria-activedescendant={chosen === undefined ? undefined : `search-${chosen.key}`}
        aria-label={hint}
        placeholder={hint}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- opened to be typed in
        autoFocus
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="search-list" role="listbox" aria-label={text.title} className="search-list">
        {found.map((item) => <Line key={item.key} item={item} isChosen={item === chosen} onRun={run} />)}
      </div>
      <output className={found.length === 0 ? 'ui-list-empty' : 'ui-hidden'}>{found.length === 0 ? text.empty : typed === '' ? '' : text.count(found.length)}</output>
    </Dialog>
  );
}
