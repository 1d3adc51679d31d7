import { compileRegex } from '../../../runtime/check/regex.ts';
import { compileCondition } from '../../../runtime/language/columns/row-condition.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { checkFaults, type CheckFault, type QualityCheck } from '../../../runtime/schema/quality.ts';
import type { Locale, LocalText } from '../../../runtime/schema/text.ts';
import { FieldsError, type FieldProblem } from '../../errors.ts';
import type { Base } from '../context.ts';

const FAULTS: Readonly<Record<CheckFault['what'], (field: string) => LocalText>> = {
  column: (field) => ({ 'zh-CN': `没有列“${field}”，请另选一列`, en: `There is no column “${field}”; choose another` }),
  type: (field) => ({ 'zh-CN': `列“${field}”的类型不能做这种检查，请另选一列`, en: `The type of “${field}” cannot be checked like this; choose another column` }),
  limit: () => ({ 'zh-CN': '最小和最大至少写一个，最小不大于最大', en: 'Give a least, a most or both, the least not above the most' }),
  number: () => ({ 'zh-CN': '界限要写数字', en: 'The limits must be numbers' }),
  day: () => ({ 'zh-CN': '界限要写日期，例如 2022-02-18、today 或 today-30', en: 'The limits must be dates, such as 2022-02-18, today or today-30' }),
  twice: () => ({ 'zh-CN': '同样的检查已经有了，请去掉一个', en: 'The same check is there already; remove one of them' }),
};

const PATTERN: LocalText = { 'zh-CN': '格式（正则表达式）写得不对，请检查括号和转义', en: 'The pattern is no regular expression; look at brackets and escapes' };
const ELSEWHERE = (dataset: string, column: string): LocalText => ({ 'zh-CN': `没有数据集“${dataset}”，或它没有列“${column}”`, en: `There is no dataset “${dataset}”, or it has no column “${column}”` });

/** Problems of one check beyond its columns and limits. */
async function deeper(base: Base, definition: DatasetDefinition, check: QualityCheck, locale: Locale): Promise<readonly Omit<FieldProblem, 'path'>[]> {
  if (!('kind' in check)) return [];
  if (check.kind === 'pattern') return compileRegex(check.pattern) === null ? [] : [{ code: 'pattern', message: PATTERN[locale] }];
  if (check.kind === 'holds') return compileCondition(definition, check.formula).problems.filter(({ severity }) => severity === 'error').map(({ code, message, from, to }) => ({ code, message: message[locale], from, to }));
  if (check.kind !== 'exists') return [];
  const other = check.dataset === definition.id ? definition : await base.store.datasets.get(check.dataset);
  return other?.fields.some(({ id }) => id === check.column) === true ? [] : [{ code: 'elsewhere', message: ELSEWHERE(check.dataset, check.column)[locale] }];
}

/** @throws SCN_DATA_CHECKS with the place of each check that is not well formed */
export async function refuseBadChecks(base: Base, definition: DatasetDefinition, locale: Locale): Promise<void> {
  const checks = definition.entry?.checks ?? [];
  const shallow = checkFaults(checks, definition.fields).map(({ at, what, field = '' }): FieldProblem => ({ path: `/checks/${at}`, code: what, message: FAULTS[what](field)[locale] }));
  const deep = await Promise.all(checks.map(async (check, at) => (await deeper(base, definition, check, locale)).map((problem): FieldProblem => ({ path: `/checks/${at}`, ...problem }))));
  const problems = [...shallow, ...deep.flat()];
  if (problems.length > 0) throw new FieldsError('SCN_DATA_CHECKS', problems);
}
