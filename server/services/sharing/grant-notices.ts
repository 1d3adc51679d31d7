import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { NoticeRecord } from '../../stores/store.ts';
import { newId } from '../context.ts';
import { SCENARIO } from '../drafts.ts';
import { personalMessages } from '../notice-settings.ts';
import type { PolicyBase } from '../policy/policy.ts';
import { textOf } from '../texts.ts';
import { tellDesigners } from '../versions/design-notices.ts';
import type { Grant, GrantEvent, Party } from './grant.ts';
import type { DeadlineBase } from './settings.ts';

export interface TellBase extends DeadlineBase, PolicyBase {}

type Told = GrantEvent['action'];
type Words = Readonly<Record<Locale, string>>;

/** Whom each move concerns: whose turn it is next, and whose application or data it is about. What is not here tells nobody. */
const CONCERNS: Partial<Readonly<Record<Told, readonly Party[]>>> = {
  submit: ['platform'], withdraw: ['platform', 'owner'], return: ['applicant'], pass: ['owner', 'applicant'], agree: ['applicant'], refuse: ['applicant'], contest: ['platform', 'owner'], overrule: ['applicant', 'owner'], uphold: ['applicant', 'owner'],
  renew: ['owner'], 'agree-renewal': ['applicant'], 'refuse-renewal': ['applicant'], revoke: ['applicant', 'owner', 'platform'], end: ['owner'], overdue: ['applicant', 'owner', 'platform'], expire: ['applicant', 'owner'], moved: ['owner', 'applicant'], gone: ['owner', 'applicant'],
};

const WORDS: Partial<Readonly<Record<Told, Words>>> = {
  submit: { 'zh-CN': '提交了数据使用申请，请平台核对', en: 'Data were applied for: the platform is to check' },
  withdraw: { 'zh-CN': '撤回了数据使用申请', en: 'An application for data was withdrawn' },
  return: { 'zh-CN': '数据使用申请被退回，请补正', en: 'An application for data was returned to be mended' },
  pass: { 'zh-CN': '数据使用申请通过核对，请数据归属单位决定', en: 'An application for data passed the check: its owner is to decide' },
  agree: { 'zh-CN': '数据使用申请已同意，授权生效', en: 'An application for data was agreed to and is in force' },
  refuse: { 'zh-CN': '数据使用申请被拒绝', en: 'An application for data was refused' },
  contest: { 'zh-CN': '对拒绝有异议，请平台裁定', en: 'A refusal was contested: the platform is to rule' },
  overrule: { 'zh-CN': '平台裁定授权生效', en: 'The platform ruled that the grant is in force' },
  uphold: { 'zh-CN': '平台裁定维持拒绝', en: 'The platform upheld the refusal' },
  renew: { 'zh-CN': '申请延长授权，请数据归属单位决定', en: 'A longer grant was asked for: its owner is to decide' },
  'agree-renewal': { 'zh-CN': '授权已延长', en: 'The grant was made longer' },
  'refuse-renewal': { 'zh-CN': '没有同意延长授权', en: 'The grant was not made longer' },
  revoke: { 'zh-CN': '授权已收回', en: 'The grant was revoked' },
  end: { 'zh-CN': '申请单位不再使用，授权结束', en: 'The applicant ended the grant' },
  overdue: { 'zh-CN': '督办：数据使用申请到期未决定', en: 'Overdue: an application for data was not decided in time' },
  expire: { 'zh-CN': '授权到期，已结束', en: 'The grant has run out' },
  moved: { 'zh-CN': '场景换了单位，原单位的授权和申请随之结束；新单位要用须重新申请', en: 'The scenario went to another unit, which ended what its old unit was granted or had applied for; the new one applies anew' },
  gone: { 'zh-CN': '场景已删除，授权和申请随之结束', en: 'The scenario was deleted, which ended what it was granted or had applied for' },
};

async function subjectOf(base: TellBase, { dataset, scenario }: Grant, locale: Locale): Promise<string> {
  const [definition, draft] = await Promise.all([base.store.datasets.get(dataset), base.store.documents.get<{ readonly title?: unknown; readonly texts?: unknown }>(SCENARIO, scenario)]);
  const title = (draft && textOf(draft.body, draft.body.title, locale)) || scenario;
  return `${title} → ${definition?.title ?? dataset}`;
}

/** In the designer, and by mail or webhook where the person wants that; one failure keeps no other from being told. */
async function tellPerson(base: TellBase, grant: Grant, { action, at, by, reason }: GrantEvent, { user, party }: { readonly user: User; readonly party: Party }): Promise<void> {
  const locale = user.locale ?? 'zh-CN';
  const words = WORDS[action];
  if (!words) return;
  // Each side is told of what it may see: the applicant of the scenario, the others of the data.
  await tellDesigners(base, [user.id], { what: 'grant', ...(party === 'applicant' ? { scenario: grant.scenario } : { dataset: grant.dataset }), by, text: [words[locale], ...(reason ? [reason] : [])].join(locale === 'en' ? ': ' : '：') });
  const notice: NoticeRecord = { id: newId(base.now()), to: user.id, title: words[locale], body: [await subjectOf(base, grant, locale), ...(reason ? [reason] : [])].join('\n'), at };
  await base.store.deliveries.add(await personalMessages(base, grant.scenario, [notice]));
}

/** Tells everybody whom the last thing that happened to a grant concerns, but not who did it. `partyOf` says as whom a person acts on it. */
export async function tellOfGrant(base: TellBase, grant: Grant, partyOf: (user: User) => ReadonlySet<Party>): Promise<void> {
  const event = grant.events.at(-1);
  const concerns = (event && CONCERNS[event.action]) ?? [];
  if (!event || concerns.length === 0) return;
  for (const user of base.people.all()) {
    if (user.disabled || user.id === event.by) continue;
    const parties = partyOf(user);
    const party = concerns.find((one) => parties.has(one));
    if (party === undefined) continue;
    try {
      await tellPerson(base, grant, event, { user, party });
    } catch (error) {
      base.log.error({ grant: grant.id, error: error instanceof Error ? error.message : String(error) }, 'a notice about a grant could not be kept');
    }
  }
}
