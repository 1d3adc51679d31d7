import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { GrantGiven } from '../../api/sharing.ts';
import { FieldsError } from '../../errors.ts';
import type { FieldProblem } from '../../errors.ts';
import { compileRowRule, plainSources } from './compile-access.ts';

const words = (locale: Locale, zh: string, en: string): string => (locale === 'en' ? en : zh);

/** Everybody may read the column as it is. */
function isOpen({ sharing, fields }: DatasetDefinition, id: string): boolean {
  return sharing === 'unconditional' && (fields.find((field) => field.id === id)?.sharing ?? 'unconditional') === 'unconditional';
}

function fieldProblems(definition: DatasetDefinition, fields: GrantGiven['fields'], locale: Locale): FieldProblem[] {
  const byId = new Map(definition.fields.map((field) => [field.id, field]));
  return fields.flatMap(({ id }, index): FieldProblem[] => {
    const path = `/asked/fields/${index}`;
    const field = byId.get(id);
    if (!field) return [{ path, code: 'unknown', message: words(locale, `没有列“${id}”`, `There is no column “${id}”`) }];
    if (field.sharing === 'none') return [{ path, code: 'not-shared', message: words(locale, `列“${id}”不共享`, `Column “${id}” is not shared`) }];
    const lacking = plainSources(definition, id).filter((source) => !fields.some((other) => other.id === source) && !isOpen(definition, source));
    if (lacking.length > 0) return [{ path, code: 'sources', message: words(locale, `列“${id}”由 ${lacking.join('、')} 算出，要一起申请这些列`, `Column “${id}” is worked out from ${lacking.join(', ')}: these must be asked for as well`) }];
    return fields.findIndex((other) => other.id === id) === index ? [] : [{ path, code: 'twice', message: words(locale, `列“${id}”写了两次`, `Column “${id}” is there twice`) }];
  });
}

function ruleProblems(definition: DatasetDefinition, rows: string | undefined, locale: Locale): FieldProblem[] {
  if (rows === undefined || rows.trim() === '') return [];
  const { problems } = compileRowRule(rows, definition);
  return problems.filter(({ severity }) => severity === 'error').map(({ code, message }) => ({ path: '/asked/rows', code, message: message[locale] }));
}

/** What is wrong with columns, rows and days of an application or a decision. @throws SCN_GRANT_ASKED */
export function refuseAsked(definition: DatasetDefinition, asked: GrantGiven, locale: Locale, more: readonly FieldProblem[] = []): void {
  const days: FieldProblem[] = asked.until < asked.from ? [{ path: '/asked/until', code: 'order', message: words(locale, '结束日期早于开始日期', 'It ends before it begins') }] : [];
  const problems = [...more, ...fieldProblems(definition, asked.fields, locale), ...ruleProblems(definition, asked.rows, locale), ...days];
  if (problems.length > 0) throw new FieldsError('SCN_GRANT_ASKED', problems);
}
