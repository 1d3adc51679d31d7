/** The one place that knows what names lead to: a value's members, and the words its texts can be. Lists are seen through to their items. */

/** One thing that has a name, as text: `results/main/order/at`. Ids hold no slash. */
export type Mark = string;

export function markOf(kind: string, ...path: readonly string[]): Mark {
  return [kind, ...path].join('/');
}

export interface Member {
  /** What the name belongs to; absent for names that are nobody's, such as those a formula makes for itself. */
  readonly mark?: Mark;
  readonly shape: Shape;
}

export interface Shape {
  readonly member: (name: string) => Member | undefined;
  /** What a text of this value names: `"approve"` of an outcome. */
  readonly choice?: (text: string) => Mark | undefined;
}

/** Names that may be read at a place. */
export type Names = (name: string) => Member | undefined;

export const UNKNOWN: Shape = { member: () => undefined };

export function shapeOf(members: Readonly<Record<string, Member>>): Shape {
  return { member: (name) => (Object.hasOwn(members, name) ? members[name] : undefined) };
}

/** A shape that is worked out when somebody asks, once; one that leads back to itself is unknown. */
export function lazily(make: () => Shape): Shape {
  let made: Shape | undefined;
  let busy = false;
  const get = (): Shape => {
    if (made !== undefined || busy) return made ?? UNKNOWN;
    busy = true;
    made = make();
    busy = false;
    return made;
  };
  return { member: (name) => get().member(name), choice: (text) => get().choice?.(text) };
}

/** What is one of several; the first that knows a name wins. */
export function oneOf(shapes: readonly Shape[]): Shape {
  const known = shapes.filter((shape) => shape !== UNKNOWN);
  if (known.length < 2) return known[0] ?? UNKNOWN;
  const first = <Found>(ask: (shape: Shape) => Found | undefined): Found | undefined => {
    for (const shape of known) {
      const found = ask(shape);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return { member: (name) => first((shape) => shape.member(name)), choice: (text) => first((shape) => shape.choice?.(text)) };
}

export function choices(words: Iterable<string>, mark: (word: string) => Mark): Shape {
  const known = new Set(words);
  return { ...UNKNOWN, choice: (text) => (known.has(text) ? mark(text) : undefined) };
}

/** Names with others before them, which win. */
export function within(outer: Names, inner: Readonly<Record<string, Member>>): Names {
  return (name) => (Object.hasOwn(inner, name) ? inner[name] : outer(name));
}
