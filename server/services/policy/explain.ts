import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { Explanation } from '../../api/policy.ts';
import { decide } from './decide.ts';
import type { Resource, Step } from './decide.ts';
import { subjectOf } from './policy.ts';
import type { PolicyBase } from './policy.ts';
import type { Action } from './roles.ts';
import { actionWords, rightWords, roleWords } from './words.ts';

/** The same decision the server makes, in sentences. @see decide */
export function explain(base: PolicyBase, person: User, asked: { readonly action: Action; readonly resource: Resource; readonly title: string }, locale: Locale): Explanation {
  const { action, resource, title } = asked;
  const { allow, steps } = decide(subjectOf(person), action, resource);
  const english = locale === 'en';
  const unit = (id: string) => base.units.find(id)?.name ?? id;
  const what = actionWords[action][locale];
  const say = (step: Step): string => {
    if (step.step === 'account') return step.ok ? (english ? 'The account is open.' : '账号在用。') : english ? 'The account is closed: nothing is allowed.' : '账号已停用：什么都不允许。';
    if (step.step === 'place') return english ? `“${title}” belongs to ${step.path.map(unit).join(' › ')}.` : `“${title}”属于 ${step.path.map(unit).join(' › ')}。`;
    if (step.step === 'nothing') return english ? 'The person has no role in a unit, and no right to this.' : '这个人没有任何单位的角色，也没有对它的授权。';
    if (step.step === 'role') return roleSentence(step, { role: roleWords[step.role][locale], unit: unit(step.unit), what, english });
    const [right, who] = [rightWords[step.right][locale], whoWords(base, step.who, english)];
    if (english) return `${who}: ${right} of this, which ${step.ok ? 'includes' : 'does not include'} the right to ${what}.`;
    return `${who}被授权“${right}”，${step.ok ? '包含' : '不包含'}“${what}”。`;
  };
  const answer = english ? `${person.name} ${allow ? 'may' : 'may not'}: ${what} (“${title}”).` : `${person.name}${allow ? '可以' : '不可以'}${what}（“${title}”）。`;
  const end = allow ? [] : [{ ok: false, text: english ? 'Nothing allows it, so it is denied.' : '没有哪一条允许，所以不允许。' }];
  return { allow, answer, steps: [...steps.map((step) => ({ ok: step.ok, text: say(step) })), ...end] };
}

function roleSentence(step: Extract<Step, { step: 'role' }>, { role, unit, what, english }: { readonly role: string; readonly unit: string; readonly what: string; readonly english: boolean }): string {
  if (english) {
    if (!step.covers) return `Role ${role} in ${unit}: does not reach here.`;
    if (step.kept) return `Role ${role} in ${unit}: does not count here; the right to ${what} is for people of its unit, and for those who were given it.`;
    return `Role ${role} in ${unit} and all below it, which ${step.ok ? 'includes' : 'does not include'} the right to ${what}.`;
  }
  if (!step.covers) return `在“${unit}”是${role}：管不到这里。`;
  if (step.kept) return `在“${unit}”是${role}：在这里不算，“${what}”只给所属单位的人和得到授权的人。`;
  return `在“${unit}”及其下级是${role}，${step.ok ? '包含' : '不包含'}“${what}”。`;
}

/** Through what a right reached the person: themselves, their unit, or a duty. */
function whoWords(base: PolicyBase, who: string, english: boolean): string {
  const id = who.slice(2);
  if (who.startsWith('u:')) return english ? 'The person themselves' : '本人';
  if (who.startsWith('g:')) return english ? `Everybody of ${base.units.find(id)?.name ?? id}` : `“${base.units.find(id)?.name ?? id}”的人都`;
  return english ? `Everybody with the duty ${id}` : `有职责“${id}”的人都`;
}
