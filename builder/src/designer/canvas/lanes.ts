import type { Point } from './sizes.ts';
import { laneOf, STUB, type Obstacle } from './route-edge.ts';

/** A card as it stands in the way of edges. */
export interface Standing extends Obstacle {
  readonly id: string;
}

/** Height of a band in flow units: about two rows of cards. */
const BAND = 200;
/** So many cards that moved at once are taken as if all had. */
const MANY_MOVED = 60;

interface Span {
  readonly top: number;
  readonly bottom: number;
}

const bandOf = (y: number): number => Math.floor(y / BAND);

/** Cards by the height they stand at, so that an edge asks only those it passes. */
function bandsOf(cards: Iterable<Standing>): ReadonlyMap<number, readonly Standing[]> {
  const bands = new Map<number, Standing[]>();
  for (const card of cards) {
    for (let band = bandOf(card.y); band <= bandOf(card.y + card.height); band += 1) {
      const list = bands.get(band);
      if (list === undefined) bands.set(band, [card]);
      else list.push(card);
    }
  }
  return bands;
}

function passed(bands: ReadonlyMap<number, readonly Standing[]>, top: number, bottom: number): ReadonlySet<Standing> {
  const found = new Set<Standing>();
  for (let band = bandOf(top); band <= bandOf(bottom); band += 1) for (const card of bands.get(band) ?? []) found.add(card);
  return found;
}

/** Heights at which something came, went or moved; undefined when it is simpler to take all. */
function movedSpans(before: ReadonlyMap<string, Standing>, now: ReadonlyMap<string, Standing>): readonly Span[] | undefined {
  const spans: Span[] = [];
  const add = (card: Standing | undefined): void => void (card === undefined || spans.push({ top: card.y, bottom: card.y + card.height }));
  for (const [id, card] of now) {
    const old = before.get(id);
    if (old !== undefined && old.x === card.x && old.y === card.y && old.height === card.height) continue;
    add(old);
    add(card);
    if (spans.length > MANY_MOVED) return undefined;
  }
  for (const [id, card] of before) if (!now.has(id)) add(card);
  return spans.length > MANY_MOVED ? undefined : spans;
}

export interface Route {
  readonly source: string;
  readonly target: string;
  readonly from: Point;
  readonly to: Point;
}

interface Known extends Route {
  readonly lane: number | undefined;
}

function sameEnds(one: Route, other: Route): boolean {
  return one.source === other.source && one.target === other.target && one.from.x === other.from.x && one.from.y === other.from.y && one.to.x === other.to.x && one.to.y === other.to.y;
}

export interface Lanes {
  /** The cards as they stand now; lanes past nothing that moved stay as they are. */
  readonly put: (cards: ReadonlyMap<string, Standing>) => void;
  readonly of: (edge: string, route: Route) => number | undefined;
  /** Nothing has come or gone beside the edge since its lane was asked for. */
  readonly knows: (edge: string) => boolean;
}

/** Remembers the lane of each edge while neither its ends nor a card beside it moved. */
export function createLanes(): Lanes {
  let cards: ReadonlyMap<string, Standing> = new Map();
  let bands = bandsOf([]);
  let known = new Map<string, Known>();
  return {
    put: (next) => {
      const spans = movedSpans(cards, next);
      if (spans?.length === 0) return;
      cards = next;
      bands = bandsOf(next.values());
      if (spans === undefined) known = new Map();
      else for (const [edge, { from, to }] of known) if (spans.some((span) => span.top < Math.max(from.y, to.y) + STUB && span.bottom > Math.min(from.y, to.y) - STUB)) known.delete(edge);
    },
    knows: (edge) => known.has(edge),
    of: (edge, route) => {
      const old = known.get(edge);
      if (old !== undefined && sameEnds(old, route)) return old.lane;
      const { from, to, source, target } = route;
      const beside = [...passed(bands, Math.min(from.y, to.y) - STUB, Math.max(from.y, to.y) + STUB)].filter((card) => card.id !== source && card.id !== target);
      const lane = laneOf(from, to, beside);
      known.set(edge, { ...route, lane });
      return lane;
    },
  };
}
