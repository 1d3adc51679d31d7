/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list that filters while typing has no HTML element; this is the combobox pattern of ARIA */
import { Fragment, useEffect, useEffectEvent, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { useLocale, useLocalText, useTexts } from '../../text/locale.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocumentBinding } from '../document/document-context.tsx';
import { nodeTitle } from '../document/scenario-text.ts';
import { isCutOff, isSpelling, useSpell } from '../formula/pinyin.ts';
import { canvasTexts } from './canvas-text.ts';
import { categoryName } from './category-names.ts';
import type { QuickAddWish } from './commands.tsx';
import { likelyNext } from './next-types.ts';
import { findTypes, searchEntries, type SearchEntry } from './node-search.ts';
import { recentTypes } from './recent-types.ts';

const WIDTH = 320;
const HEIGHT = 380;

/** Start nodes have no way in; nodes in the middle of an edge need a way out. */
function fits(type: NodeTypeItem, wish: QuickAddWish): boolean {
  if ((wish.from !== undefined || wish.edge !== undefined) && type.category === 'start') return false;
  if (wish.edge !== undefined && type.ports.length === 0) return false;
  return wish.category === undefined || type.category === wish.category;
}

/** What a wish may become, as it is searched: by the words at once, by pinyin when its table has come. */
function useEntries(wish: QuickAddWish): { readonly entries: readonly SearchEntry[]; readonly whole: boolean; readonly cutOff: boolean } {
  const { list } = useNodeTypes();
  const spell = useSpell();
  const entries = useMemo(() => searchEntries(list.filter((type) => fits(type, wish)), spell), [list, wish, spell]);
  return { entries, whole: list.length > 0 && isSpelling(spell), cutOff: isCutOff(spell) };
}

/** What mostly comes next at the place of the wish, that there is a type for. */
function useLikely(wish: QuickAddWish, entries: readonly SearchEntry[]): { readonly types: readonly string[]; readonly behind: string } {
  const { locale } = useLocale();
  const known = useNodeTypes();
  const { store } = useDocumentBinding();
  return useMemo(() => {
    const { history: { present }, flow } = store.get();
    const [node = '', port = 'out'] = wish.from === undefined ? (wish.edge === undefined ? [] : (present.flows[flow]?.edges[wish.edge]?.[0] ?? '').split('.')) : [wish.from.node, wish.from.port];
    const type = present.flows[flow]?.nodes[node]?.type;
    const source = type === undefined ? undefined : { type, category: known.get(type)?.category ?? '' };
    const there = new Set(entries.map((entry) => entry.type.type));
    return { types: likelyNext(source, port).filter((one) => there.has(one)), behind: type === undefined ? '' : nodeTitle(present, flow, node, locale) };
  }, [wish, entries, known, store, locale]);
}

export interface QuickAddProps {
  readonly wish: QuickAddWish;
  readonly onChoose: (type: string) => void;
  readonly onClose: () => void;
}

/** The list at the pointer: type to filter, arrows, Enter places. */
export function QuickAdd({ wish, onChoose, onClose }: QuickAddProps) {
  const text = useTexts(canvasTexts);
  const local = useLocalText();
  const { entries, whole, cutOff } = useEntries(wish);
  const likely = useLikely(wish, entries);
  const [typed, setTyped] = useState(wish.typed ?? '');
  const [at, setAt] = useState(0);
  const [waits, setWaits] = useState(wish.entered === true);
  const composing = useRef(false);
  const first = useMemo(() => [...likely.types, ...recentTypes()], [likely]);
  const found = useMemo(() => findTypes(entries, typed, first), [entries, typed, first]);
  const chosen = found[Math.min(at, found.length - 1)];
  const grouped = typed === '' && likely.types.length > 0;
  // Whoever types faster than the list can spell is not asked to press Enter again.
  const choose = useEffectEvent(onChoose);
  useEffect(() => {
    if (waits && chosen !== undefined) choose(chosen.type);
  }, [waits, chosen]);
  useEffect(() => {
    if (chosen !== undefined) document.getElementById(`quick-add-${chosen.type}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter that confirms an input method's candidate must not place a node; 229 is its key code in Safari.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((Math.min(at, found.length - 1) + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (chosen !== undefined) onChoose(chosen.type);
      else setWaits(!whole);
    } else if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    }
  };
  const left = Math.max(8, Math.min(wish.at.x, window.innerWidth - WIDTH - 8));
  const top = Math.max(8, Math.min(wish.at.y, window.innerHeight - HEIGHT - 8));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- leaving it by Tab or mouse closes it
    <div className="quick-add" role="dialog" aria-label={wish.edge === undefined ? text.quickAdd : text.quickAddInsert} style={{ left, top, width: WIDTH, maxHeight: HEIGHT }} onBlur={(event) => (event.currentTarget.contains(event.relatedTarget) ? undefined : onClose())}>
      <input
        className="ui-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="quick-add-list"
        aria-activedescendant={chosen === undefined ? undefined : `quick-add-${chosen.type}`}
        aria-label={text.quickAddHint}
        placeholder={text.quickAddHint}
        ref={(input) => input?.focus()}
        defaultValue={wish.typed ?? ''}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          setTyped(event.currentTarget.value);
          setAt(0);
          setWaits(false);
        }}
        onChange={(event) => {
          if (composing.current) return;
          setTyped(event.currentTarget.value);
          setAt(0);
          setWaits(false);
        }}
        onKeyDown={onKeyDown}
      />
      <div id="quick-add-list" role="listbox" aria-label={text.quickAdd} className="quick-add-list">
        {found.map((type, index) => (
          <Fragment key={type.type}>
          {grouped && index === 0 ? <p className="quick-add-head" role="presentation">{text.quickAddLikely(likely.behind)}</p> : null}
          {grouped && index === likely.types.length ? <p className="quick-add-head" role="presentation">{text.quickAddOther}</p> : null}
          <div
            id={`quick-add-${type.type}`}
            role="option"
            tabIndex={-1}
            aria-selected={type === chosen}
            className="quick-add-item"
            onMouseDown={(event) => {
              event.preventDefault();
              onChoose(type.type);
            }}
          >
            <CategoryTile category={type.category} icon={type.icon} size="small" />
            <span className="ui-grow">
              <b>{local(type.title)}</b>
              <small>{local(type.summary)}</small>
            </span>
            <em>{categoryName(text, type.category)}</em>
          </div>
          </Fragment>
        ))}
      </div>
      {found.length === 0 && whole ? <p className="ui-list-empty" role="status">{cutOff ? text.noTypeCut : text.noType}</p> : null}
      {found.length === 0 && !whole ? <p className="ui-list-empty">{text.looking}</p> : null}
    </div>
  );
}
