/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a list that filters while typing has no HTML element; this is the combobox pattern of ARIA */
import { useDeferredValue, useMemo, useState, type KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocument } from '../document/document-context.tsx';
import { matchRank, useSpell } from '../formula/pinyin.ts';
import { canvasTexts } from './canvas-text.ts';
import { useCommands } from './commands.tsx';
import { findInFlows } from './find-in-flow.ts';
import { findPlaces, useSearchPlaces } from './search-places.ts';

interface Found {
  readonly key: string;
  readonly words: string;
  /** What of its settings, formulas or texts matches. */
  readonly inside?: string;
  readonly end: string;
  readonly tile?: { readonly category: string; readonly icon: string };
  readonly run: () => void;
}

export interface SearchDialogProps {
  readonly onClose: () => void;
  /** Commands beside the nodes. */
  readonly actions: readonly { readonly id: string; readonly label: string; readonly keys: string; readonly run: () => void }[];
}

/** ⌘K: every node of every flow by name, id and whatever stands in it, every command, and every page; names by pinyin too. */
export function SearchDialog({ onClose, actions }: SearchDialogProps) {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const { scenario, openFlow } = useDocument();
  const types = useNodeTypes();
  const commands = useCommands();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const settled = useDeferredValue(typed);
  const spell = useSpell();
  const places = useSearchPlaces();
  const [, navigate] = useLocation();
  const nodes = useMemo(() => findInFlows(scenario, locale, settled, spell), [scenario, locale, settled, spell]);
  const found: readonly Found[] = [
    ...nodes.map(({ flow, node, title, words }, index): Found => {
      const type = types.get(scenario.flows[flow]?.nodes[node]?.type ?? '');
      return {
        key: `${flow}/${node}/${index}`,
        words: title,
        ...(words === undefined ? {} : { inside: words }),
        end: node,
        tile: { category: type?.category ?? 'flow', icon: type?.icon ?? 'puzzle' },
        run: () => {
          openFlow(flow);
          setTimeout(() => commands.goTo(node), 0);
        },
      };
    }),
    ...actions.filter(({ label }) => matchRank(settled, [], [label], spell) !== undefined).map((action): Found => ({ key: action.id, words: action.label, end: action.keys, run: action.run })),
    ...findPlaces(places, settled, spell).map(({ to, title, of }): Found => ({ key: to, words: title, end: of, run: () => navigate(to) })),
  ];
  const chosen = found[Math.min(at, found.length - 1)];
  const run = (item: Found): void => {
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return;
    if (event.key === 'Enter' && chosen !== undefined) run(chosen);
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    setAt((Math.min(at, found.length - 1) + (event.key === 'ArrowDown' ? 1 : -1) + found.length) % Math.max(1, found.length));
  };
  return (
    <Dialog title={text.searchTitle} open onClose={onClose}>
      <input
        className="ui-input"
        role="combobox"
        aria-expanded="true"
        aria-controls="search-list"
        aria-activedescendant={chosen === undefined ? undefined : `search-${chosen.key}`}
        aria-label={text.searchHint}
        placeholder={text.searchHint}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        ref={(input) => input?.focus()}
      />
      <div id="search-list" role="listbox" aria-label={text.searchTitle} className="quick-add-list">
        {found.map((item) => (
          <div key={item.key} id={`search-${item.key}`} role="option" tabIndex={-1} aria-selected={item === chosen} className="quick-add-item" onMouseDown={() => run(item)}>
            {item.tile === undefined ? null : <CategoryTile {...item.tile} size="small" />}
            <span className="ui-grow search-found">
              {item.words}
              {item.inside === undefined ? null : <small>{item.inside}</small>}
            </span>
            <em>{item.end}</em>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="ui-list-empty">{text.searchEmpty}</p> : null}
    </Dialog>
  );
}
