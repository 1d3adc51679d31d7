import type { DraftNews, PersonHere } from '../stores/change.ts';

/** Pages say every 20 seconds that they are still there. */
const GONE_MS = 50_000;
/** More are not shown to anybody, and are not remembered. */
const MOST_PAGES = 60;
const MOST_OF_ONE = 8;

interface Entry {
  readonly person: PersonHere;
  readonly at: number;
}

/** Who is at which draft. Kept in memory only: whoever is there says so again. */
export interface HereBook {
  readonly take: (scenario: string, news: DraftNews) => void;
  readonly at: (scenario: string) => readonly PersonHere[];
}

export function createHereBook(now: () => number = () => performance.now()): HereBook {
  const drafts = new Map<string, Map<string, Entry>>();
  const prune = (scenario: string, pages: Map<string, Entry>) => {
    for (const [key, { at }] of pages) if (now() - at > GONE_MS) pages.delete(key);
    if (pages.size === 0) drafts.delete(scenario);
  };
  const add = (pages: Map<string, Entry>, person: PersonHere) => {
    const key = `${person.id} ${person.page}`;
    const own = [...pages.values()].filter((entry) => entry.person.id === person.id).length;
    if (!pages.has(key) && (pages.size >= MOST_PAGES || own >= MOST_OF_ONE)) return;
    pages.set(key, { person, at: now() });
  };
  return {
    take: (scenario, { here, left }) => {
      if (here === undefined && left === undefined) return;
      const pages = drafts.get(scenario) ?? new Map<string, Entry>();
      if (here !== undefined) add(pages, here);
      if (left !== undefined) pages.delete(left);
      drafts.set(scenario, pages);
      prune(scenario, pages);
    },
    at: (scenario) => {
      const pages = drafts.get(scenario);
      if (pages === undefined) return [];
      prune(scenario, pages);
      return [...pages.values()].map(({ person }) => person);
    },
  };
}
