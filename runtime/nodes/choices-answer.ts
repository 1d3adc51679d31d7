import type { FormField } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';
import type { AnswerProblem } from './answer-type.ts';

/** What is wrong with the answer of a question that takes several of its choices; `allowed` where they are written down. */
export function choicesProblems({ id, min, max }: Pick<FormField, 'id' | 'min' | 'max'>, value: Json, allowed: readonly (string | number)[] | undefined): AnswerProblem[] {
  const chosen = Array.isArray(value) ? (value as readonly Json[]) : [];
  const count = chosen.length;
  if (!chosen.every((one) => typeof one === 'string' || typeof one === 'number')) return [{ field: id, kind: 'type', zh: `“${id}”里有不是选项的东西`, en: `"${id}" holds something that is no choice` }];
  if (allowed?.length === 0 && count > 0) return [{ field: id, kind: 'choice', zh: `“${id}”现在没有可选的`, en: `"${id}" has no choice to offer now` }];
  if (allowed !== undefined && !chosen.every((one) => allowed.includes(one))) return [{ field: id, kind: 'choice', zh: `“${id}”只能选 ${allowed.join('、')}`, en: `"${id}" must be among ${allowed.join(', ')}` }];
  if (new Set(chosen).size < count) return [{ field: id, kind: 'choice', zh: `“${id}”有一项选了两次`, en: `"${id}" has a choice twice` }];
  if (typeof min === 'number' && count < min) return [{ field: id, kind: 'limit', zh: `“${id}”至少选 ${min} 项，现在 ${count} 项`, en: `"${id}" needs at least ${min} choices, not ${count}` }];
  if (typeof max === 'number' && count > max) return [{ field: id, kind: 'limit', zh: `“${id}”最多选 ${max} 项，现在 ${count} 项`, en: `"${id}" takes at most ${max} choices, not ${count}` }];
  return [];
}
