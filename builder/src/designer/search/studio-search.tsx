import { useCallback } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { findAmong } from './candidates.ts';
import type { SearchDeeds } from './search-host.tsx';
import { searchTexts } from './search-text.ts';
import { SearchWindow, type Find } from './search-window.tsx';
import { MOST_UNTYPED, useScenarioCandidates, useStudioCandidates } from './studio-candidates.ts';

/** The search outside a scenario: scenarios by name, pages, and what can be done from everywhere. */
export function StudioSearch({ onClose, onNew }: SearchDeeds) {
  const text = useTexts(searchTexts);
  const scenarios = useScenarioCandidates();
  const { pages, deeds } = useStudioCandidates(onNew);
  const find = useCallback<Find>((typed, spell) => findAmong(typed.trim() === '' ? [...scenarios.slice(0, MOST_UNTYPED), ...deeds, ...pages] : [...scenarios, ...deeds, ...pages], typed, spell), [scenarios, pages, deeds]);
  return <SearchWindow hint={text.hint} find={find} onClose={onClose} />;
}
