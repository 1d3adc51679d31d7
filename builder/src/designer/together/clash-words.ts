import { shortened } from '../../../../runtime/schema/cut-text.ts';
import type { Place } from '../../../../runtime/schema/merge/merge-json.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { changeWords, type WordsDesk } from '../changes/change-words.ts';
import type { TypeWords } from '../changes/edge-words.ts';
import { editsFor } from '../document/change.ts';
import { applyEdits } from '../document/edit.ts';
import { isRecord, pointer } from '../document/pointer.ts';

/** One line of a value: what it is about, absent for a value that stands alone, and the value in words. */
export interface ClashLine {
  readonly place: string;
  readonly words: string;
}

interface ClashDesk {
  readonly scenario: Scenario;
  readonly locale: Locale;
  readonly typeOf: (type: string) => TypeWords | undefined;
}

const MOST_WORDS = 400;
const MOST_LINES = 24;

/** Both sides of a clash as people read them: a node by its kind and its settings, anything else by its words. Undefined for a side that removed it. */
export function clashLines(place: Place, value: unknown, { scenario, locale, typeOf }: ClashDesk): readonly ClashLine[] | undefined {
  if (value === undefined) return undefined;
  const path = place.map((step) => step.replace(/^\[(.*)\]$/u, '$1'));
  const [top = '', flow = '', kind = '', id = ''] = path;
  const isNode = top === 'flows' && kind === 'nodes';
  const group = isNode ? { kind: 'node' as const, flow, name: id } : top === 'flows' ? { kind: 'edges' as const, flow, name: flow } : { kind: 'part' as const, name: top };
  const whole = isNode && path.length === 4 && isRecord(value);
  // A node that is gone is known by the side that has it.
  const known = whole ? applyEdits(scenario, editsFor(scenario, [{ path: pointer(...path), value }])) : scenario;
  const desk: WordsDesk = { before: known, after: known, locale, typeOf };
  const line = (inside: readonly string[], held: unknown): ClashLine => {
    const { place: where, after = '' } = changeWords(group, { path: pointer(...path, ...inside), before: undefined, after: held }, desk);
    return { place: where, words: shortened(after, MOST_WORDS) };
  };
  if (!whole) return [{ place: '', words: typeof value === 'string' && !value.startsWith('@') ? shortened(value, MOST_WORDS) : line([], value).words }];
  const config = isRecord(value['config']) ? value['config'] : {};
  const own = Object.entries(value).filter(([key]) => key !== 'config').map(([key, held]) => line([key], held));
  return [...own, ...Object.entries(config).map(([key, held]) => line(['config', key], held))].slice(0, MOST_LINES);
}
