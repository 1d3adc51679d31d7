import { splitPath } from '../../runtime/engine/path.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { inLanguage } from '../errors.ts';
import { nodeTitle } from './words.ts';

type Named = Pick<Scenario, 'flows' | 'texts'>;

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What people call the step at a path, in marks; undefined when no flow has it. */
function stepWords(scenario: Named, path: string, locale: Locale): string | undefined {
  const { node } = splitPath(path);
  const flow = Object.keys(scenario.flows).find((id) => Object.hasOwn(scenario.flows[id]?.nodes ?? {}, node));
  return flow === undefined ? undefined : `“${nodeTitle(scenario as Scenario, flow, node, locale)}”`;
}

/**
 * Why a run stopped, in the reader's language: the step by its title where the message has its path.
 * @param path of the step that stopped, where the error itself does not name one
 */
export function stopWords(error: { readonly message: string; readonly details?: { readonly [key: string]: unknown } | undefined }, scenario: Named | undefined, locale: Locale, path?: string): string {
  const said = inLanguage(error.message, locale);
  const named = typeof error.details?.['path'] === 'string' ? error.details['path'] : path;
  const words = scenario === undefined || named === undefined ? undefined : stepWords(scenario, named, locale);
  return words === undefined || named === undefined ? said : said.replace(new RegExp(`(?<![\\p{L}\\p{N}_./“"])${escaped(named)}(?![\\p{L}\\p{N}_./”"\\[])`, 'u'), () => words);
}
