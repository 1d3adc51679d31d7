import { useCallback, useEffect } from 'react';
import { useLocation } from 'wouter';
import type { Place } from '../../../../runtime/schema/diagnostic.ts';
import { useLocale } from '../../text/locale.tsx';
import { useDocumentBinding } from './document-context.tsx';
import { parsePointer } from './pointer.ts';
import { problemPlace } from './problem-place.ts';
import type { DocumentStore } from './store.ts';

type Look = (place: Place) => void;

interface Desk {
  readonly lookers: Set<Look>;
  /** The place somebody was led to; whoever opens for it looks there too. */
  place: Place | undefined;
}

const desks = new WeakMap<DocumentStore, Desk>();

function deskOf(store: DocumentStore): Desk {
  const known = desks.get(store) ?? { lookers: new Set(), place: undefined };
  desks.set(store, known);
  return known;
}

const KEPT_MS = 4000;

/** Leads to a place: opens its page and flow, chooses its node, and has whoever shows it look there. */
export function useOpenPlace(): (place: Place) => void {
  const { id, store } = useDocumentBinding();
  const { locale } = useLocale();
  const [, navigate] = useLocation();
  return useCallback((place) => {
    const { to } = problemPlace(store.get().history.present, place, locale);
    if (place.flow !== undefined) store.openFlow(place.flow);
    if (place.node !== undefined) store.select({ nodes: [place.node] });
    navigate(`/s/${id}/${to}`);
    const desk = deskOf(store);
    desk.place = place;
    for (const look of desk.lookers) look(place);
    // A page that is loaded only now still finds it; one that is opened later does not.
    setTimeout(() => {
      if (desk.place === place) desk.place = undefined;
    }, KEPT_MS);
  }, [id, store, locale, navigate]);
}

/** Is told of the place people are led to, also when that was just before it was there. */
export function useLook(look: Look): void {
  const { store } = useDocumentBinding();
  useEffect(() => {
    const desk = deskOf(store);
    desk.lookers.add(look);
    if (desk.place !== undefined) look(desk.place);
    return () => void desk.lookers.delete(look);
  }, [store, look]);
}

const FIELDS = 'input,textarea,select,button,[contenteditable="true"],[tabindex="0"]';

/** Brings the editor of a place inside a node into view and puts the focus into it: the one whose place is the longest beginning of `path`. */
export function focusEntry(path: string): void {
  const at = `/${parsePointer(path).slice(4).join('/')}`;
  const entries = [...document.querySelectorAll<HTMLElement>('[data-entry]')].filter(({ dataset }) => at === dataset['entry'] || at.startsWith(`${dataset['entry'] ?? ''}/`));
  const best = entries.toSorted((one, other) => (other.dataset['entry'] ?? '').length - (one.dataset['entry'] ?? '').length)[0];
  const field = best?.querySelector<HTMLElement>(FIELDS);
  (best?.firstElementChild ?? best)?.scrollIntoView({ block: 'center' });
  field?.focus({ preventScroll: true });
}
