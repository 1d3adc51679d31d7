import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import { hasDuty } from '../people.ts';

/** No account, unit or duty has a name with a colon, so nobody can be given the place of the public. */
const PUBLIC = 'public:';

export function isPublicStarter(id: unknown): boolean {
  return typeof id === 'string' && id.startsWith(PUBLIC);
}

/** Who begins a run without an account: one for each visit, with no duty, no role in any space and no unit that is one. */
export function publicStarter(visit: string, at: string): User {
  return { id: `${PUBLIC}${visit}`, login: '', name: '社会公众', role: 'user', duties: [], unit: { id: PUBLIC, name: '社会公众' }, disabled: false, createdAt: at };
}

const WORDS: Readonly<Record<Locale, string>> = { 'zh-CN': '社会公众在公开表单上提交', en: 'Submitted on the public form' };

/** How a run began that somebody without an account began; undefined for everybody else's. */
export function publicBeginning(starter: unknown, locale: Locale): string | undefined {
  return isPublicStarter(starter) ? WORDS[locale] : undefined;
}

/** Whoever logs in needs one of the roles; the public needs the form to be open to it, whatever the roles. */
export function mayStart(user: User, start: { readonly roles: readonly string[]; readonly public: boolean }): boolean {
  return isPublicStarter(user.id) ? start.public : hasDuty(user, start.roles);
}
