import { BASIS_LEVEL_WORDS } from '../../../../runtime/schema/basis-words.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { pageEditorTexts } from '../pages/page-editor/page-editor-text.ts';
import { panelTexts } from '../panel/panel-texts.ts';
import { settingsTexts } from '../settings/settings-text.ts';
import { memberTexts } from './member-text.ts';

/** Members that the pages where they are edited have a word for. */
const OF_PANEL = ['stage', 'basis', 'onRework'] as const;
const OF_SETTINGS = ['title', 'purpose', 'tags', 'icon', 'zone', 'calendar', 'synthetic', 'recording', 'unit', 'value', 'from', 'to', 'article', 'level', 'url', 'items', 'use'] as const;
const OF_PAGES = ['roles', 'refresh', 'dataset', 'columns', 'where', 'order', 'by', 'day', 'place', 'lng', 'lat', 'move', 'export', 'groupBy', 'definition'] as const;

function oneOf<Key extends string>(keys: readonly Key[], key: string): Key | undefined {
  return keys.find((one) => one === key);
}

function own(texts: object, key: string): string | undefined {
  const words: unknown = Object.hasOwn(texts, key) ? (texts as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof words === 'string' ? words : undefined;
}

/** What people call a member of a scenario outside of node settings; `part` is the top member it is in, such as `flows` or `pages`. */
export function memberWord(part: string, key: string, locale: Locale): string | undefined {
  if (part === 'flows') {
    const retry: Readonly<Record<string, string>> = { retry: panelTexts[locale].errors, max: panelTexts[locale].retryMax, firstMs: panelTexts[locale].retryFirst };
    const [inPanel, ofRetry] = [oneOf(OF_PANEL, key), own(retry, key)];
    if (inPanel !== undefined || ofRetry !== undefined) return inPanel === undefined ? ofRetry : panelTexts[locale][inPanel];
  }
  const ofPage = part === 'pages' ? oneOf(OF_PAGES, key) : undefined;
  if (ofPage !== undefined) return pageEditorTexts[locale][ofPage];
  const mine = own(memberTexts[locale], `m_${part === 'datasets' && key === 'level' ? 'sensitivity' : key}`);
  const inSettings = part === 'pages' && key === 'from' ? undefined : oneOf(OF_SETTINGS, key);
  return part !== 'datasets' && inSettings !== undefined ? settingsTexts[locale][inSettings] : (mine ?? (inSettings === undefined ? undefined : settingsTexts[locale][inSettings]));
}

/** What people call one of the values such a member can have; undefined for whatever is written freely. */
export function memberValue(part: string, key: string, value: string, locale: Locale): string | undefined {
  if (part === 'bases' && key === 'level') return (BASIS_LEVEL_WORDS as Readonly<Record<string, Readonly<Record<Locale, string>>>>)[value]?.[locale];
  if (part === 'pages' && key === 'block') return own(pageEditorTexts[locale], `k_${value}`);
  if (key === 'recording') return own(settingsTexts[locale], `recording_${value}`);
  if (part === 'parameters' && key === 'type') return own(settingsTexts[locale], `type_${value}`);
  return own(memberTexts[locale], `v_${key}_${value}`);
}
