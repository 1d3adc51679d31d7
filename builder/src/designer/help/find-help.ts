import type { Locale } from '../../../../runtime/schema/text.ts';
import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { asSchema, schemaDescription, schemaTitle } from '../formula/formula-scope.ts';
import { HELP_TOPICS, type HelpTopic } from './help-topics.ts';

/** A topic or a node type that can be read about. */
export type HelpEntry = { readonly kind: 'topic'; readonly id: string; readonly title: string; readonly topic: HelpTopic } | { readonly kind: 'node'; readonly id: string; readonly title: string; readonly type: NodeTypeItem };

export const nodeTopic = (type: string): string => `node:${type}`;

/** A setting of a node type, as its panel shows it. */
export interface HelpField {
  readonly id: string;
  readonly title: string;
  readonly about?: string;
}

export function fieldsOf(type: NodeTypeItem, locale: Locale): readonly HelpField[] {
  return Object.entries(asSchema(type.config).properties ?? {}).map(([id, schema]) => {
    const about = schemaDescription(schema, locale);
    return { id, title: schemaTitle(schema, locale) ?? id, ...(about === undefined ? {} : { about }) };
  });
}

function wordsOf(entry: HelpEntry, locale: Locale): string {
  if (entry.kind === 'topic') return [entry.title, ...entry.topic.lines.map((line) => line[locale])].join('\n');
  const { type } = entry;
  return [type.type, type.title['zh-CN'], type.title.en, type.summary[locale], type.help?.[locale] ?? '', ...(type.keywords ?? []), ...fieldsOf(type, locale).flatMap(({ title, about }) => [title, about ?? ''])].join('\n');
}

/** Topics first, then node types; with a query those that hold every word of it, the ones that hold it in their name before the others. */
export function helpEntries(types: readonly NodeTypeItem[], query: string, locale: Locale): readonly HelpEntry[] {
  const all: readonly HelpEntry[] = [
    ...HELP_TOPICS.map((topic): HelpEntry => ({ kind: 'topic', id: topic.id, title: topic.title[locale], topic })),
    ...types.map((type): HelpEntry => ({ kind: 'node', id: nodeTopic(type.type), title: type.title[locale], type })),
  ];
  const wanted = query.trim().toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (wanted.length === 0) return all;
  const found = all.filter((entry) => { const words = wordsOf(entry, locale).toLowerCase(); return wanted.every((word) => words.includes(word)); });
  const isNamed = ({ title }: HelpEntry) => wanted.every((word) => title.toLowerCase().includes(word));
  return [...found.filter(isNamed), ...found.filter((entry) => !isNamed(entry))];
}
