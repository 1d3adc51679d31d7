import { paperTexts, type DocumentPage } from '../../schema/paper.ts';
import type { Diagnostic } from '../../schema/diagnostic.ts';
import { mainFlow } from '../../schema/flow.ts';
import { toPointer, type PointerSegment } from '../../schema/pointer.ts';
import { LOCALES } from '../../schema/text.ts';
import type { CheckContext, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

const NAMED = /\{([\p{L}_][\p{L}\p{N}_]*)((?:\.[\p{L}\p{N}_]+)*)\}/gu;

/** The words of a text reference in every language. */
function wordsOf({ scenario }: CheckContext, text: string): readonly string[] {
  if (!text.startsWith('@')) return [text];
  const entry = Object.hasOwn(scenario.texts, text.slice(1)) ? scenario.texts[text.slice(1)] : undefined;
  return LOCALES.flatMap((locale) => entry?.[locale] ?? []);
}

function* checkTexts(context: CheckContext, page: DocumentPage, at: readonly PointerSegment[]): Iterable<Diagnostic> {
  const { scenario } = context;
  const nodes = scenario.flows[mainFlow(scenario)]?.nodes ?? {};
  for (const { text, path, own } of paperTexts(page)) {
    const named = wordsOf(context, text).flatMap((words) => [...words.matchAll(NAMED)].map(([, head = '', rest = '']) => ({ head, rest })));
    const unknown = named.find(({ head, rest }) => (head === 'param' ? !Object.hasOwn(scenario.parameters, rest.split('.')[1] ?? '') : !own.includes(head) && !Object.hasOwn(nodes, head)));
    if (unknown) yield problem('SCN_PAPER_VALUE', { path: toPointer([...at, ...path]) }, { name: `${unknown.head}${unknown.rest}`, head: unknown.head });
  }
}

/** Parts of a document have names of their own, and its words name what is there. */
export const papers: CheckRule = function* papers(context) {
  for (const [id, page] of Object.entries(context.scenario.pages)) {
    if (page.type !== 'document') continue;
    const at = ['pages', id];
    if (page.parts.length === 0) yield problem('SCN_PAPER_EMPTY', { path: toPointer(at) }, { page: id });
    const names = page.parts.map((part) => part.id);
    for (const [index, name] of names.entries()) if (names.indexOf(name) !== index) yield problem('SCN_PAGE_BLOCK_TWICE', { path: toPointer([...at, 'parts', index, 'id']) }, { page: id, block: name });
    yield* checkTexts(context, page, at);
  }
};
