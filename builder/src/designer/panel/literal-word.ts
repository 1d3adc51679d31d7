import { WIDGETS } from '../../../../runtime/schema/field.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { fieldTypeTexts } from '../form/field-type-texts.ts';
import { formTexts } from '../form/form-texts.ts';
import { tableTexts } from '../table/table-texts.ts';
import type { ConfigSchema } from './entry.ts';

/** What people read instead of one value of an enumeration; value types and looks of questions have words of their own, which the form editor shares, and hit policies those of the table editor. */
export function literalWord(key: string, schema: Pick<ConfigSchema, 'x-values'>, literal: string, locale: Locale): string {
  const words = schema['x-values'];
  if (words !== undefined && Object.hasOwn(words, literal)) return words[literal]?.[locale] ?? literal;
  const types: Readonly<Record<string, string>> = fieldTypeTexts[locale];
  if (key === 'type' && Object.hasOwn(types, literal)) return types[literal] ?? literal;
  const policies: object = tableTexts[locale];
  const policy: unknown = key === 'hitPolicy' && Object.hasOwn(policies, `policy_${literal}`) ? (policies as Readonly<Record<string, unknown>>)[`policy_${literal}`] : undefined;
  if (typeof policy === 'string') return policy;
  const look = key === 'widget' ? WIDGETS.find((one) => one === literal) : undefined;
  return look === undefined ? literal : formTexts[locale][`w_${look}`];
}
