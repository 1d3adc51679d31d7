import type { Json } from '../schema/json.ts';
import type { Scenario } from '../schema/scenario.ts';
import { LOCALES, type Locale } from '../schema/text.ts';

/** `"@key"` becomes its text in the wanted locale, or the first there is; an unknown key stays visible as it is. */
export function resolveText(reference: string, texts: Scenario['texts'], locale: Locale): string {
  if (!reference.startsWith('@')) return reference;
  const id = reference.slice(1);
  const entry = Object.hasOwn(texts, id) ? texts[id] : undefined;
  return entry?.[locale] ?? LOCALES.map((other) => entry?.[other]).find((found) => found !== undefined) ?? reference;
}

/** Fills `{path}` from values by name; what is missing reads as `—`. */
export function fillText(template: string, values: Readonly<Record<string, unknown>>, toJson: (value: unknown) => Json): string {
  return template.replace(/\{([\p{L}_][\p{L}\p{N}_.]*)\}/gu, (_match, path: string) => {
    const value = path.split('.').reduce<unknown>((at, step) => (typeof at === 'object' && at !== null && Object.hasOwn(at, step) ? (at as Readonly<Record<string, unknown>>)[step] : null), values);
    const json = value === null || value === undefined ? null : toJson(value);
    return json === null ? '—' : typeof json === 'string' ? json : JSON.stringify(json);
  });
}
