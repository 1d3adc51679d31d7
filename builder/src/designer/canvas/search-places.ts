import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useScenarioTabs, useStudioPlaces } from '../app/places.ts';
import { useContent, useDocumentBinding } from '../document/document-context.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { matchRank, type Spell } from '../formula/pinyin.ts';
import { canvasTexts } from './canvas-text.ts';

/** A page that a search finds. */
export interface SearchPlace {
  readonly to: string;
  readonly title: string;
  /** Whose page it is. */
  readonly of: string;
}

/** The pages that the scenario itself has: of results, figures and papers. */
export function ownPages(scenario: Scenario, locale: Locale): readonly { readonly id: string; readonly title: string }[] {
  return Object.entries(scenario.pages).map(([id, page]) => ({ id, title: scenarioText(scenario, page.title ?? `@${id}`, locale) ?? id }));
}

/** Places that are found by their title or the end of their address, best first; nothing typed finds all. */
export function findPlaces<Place extends Pick<SearchPlace, 'to' | 'title'>>(places: readonly Place[], typed: string, spell: Spell): readonly Place[] {
  const ranked = places.flatMap((place) => {
    const rank = matchRank(typed, [place.to.split('/').at(-1) ?? ''], [place.title], spell);
    return rank === undefined ? [] : [{ place, rank }];
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ place }) => place);
}

/** Every page that can be gone to from the canvas: of the scenario, its own ones, and of the studio. */
export function useSearchPlaces(): readonly SearchPlace[] {
  const text = useTexts(canvasTexts);
  const { locale } = useLocale();
  const { id } = useDocumentBinding();
  const scenario = useContent();
  const tabs = useScenarioTabs(id);
  const { work, house } = useStudioPlaces();
  return [
    ...tabs.filter((tab) => tab.shown && tab.id !== 'canvas').map(({ to, title }) => ({ to, title, of: text.searchTab })),
    ...ownPages(scenario, locale).map((page) => ({ to: `/s/${id}/pages/${encodeURIComponent(page.id)}`, title: page.title, of: text.searchPage })),
    ...[...work, ...house].filter(({ shown }) => shown).map(({ to, title }) => ({ to, title, of: text.searchStudio })),
  ];
}
