import type { GrantAction, GrantAsked, GrantGiven, GrantStatus } from '../../api/sharing.ts';

/** One thing that happened to a grant; its state is what they lead to. */
export interface GrantEvent {
  readonly at: string;
  readonly by: string;
  readonly action: GrantAction | 'create' | 'overdue' | 'supersede' | 'expire' | 'objection' | 'moved' | 'gone';
  readonly reason?: string;
  /** The objection that was upheld, where that is the reason. */
  readonly objection?: string;
}

const OLD_OBJECTION = /^异议成立 \/ objection upheld: (.+)$/;

/** An event as it is kept today; what an objection ended was once told by a sentence in two languages. */
export function readEvent(event: GrantEvent): GrantEvent {
  const { reason, ...rest } = event;
  const objection = event.action === 'revoke' ? OLD_OBJECTION.exec(reason ?? '')?.[1] : undefined;
  return objection === undefined ? event : { ...rest, objection };
}

/** Leave of the owner of a dataset for one scenario of another unit, from the application to its end. */
export interface Grant {
  readonly id: string;
  readonly dataset: string;
  /** The scene it is for; no other may use it. */
  readonly scenario: string;
  readonly applicantUnit: string;
  readonly ownerUnit: string;
  readonly createdBy: string;
  readonly status: GrantStatus;
  readonly asked: GrantAsked;
  /** What the owner agreed to, which may be less. */
  readonly given?: GrantGiven;
  /** Until when the present step must be decided. */
  readonly due?: string;
  readonly renewal?: { readonly until: string; readonly reason: string; readonly due: string };
  readonly events: readonly GrantEvent[];
}

export const GRANT = 'grant';

/** Whose turn a step is. */
export type Party = 'applicant' | 'platform' | 'owner';

/** Who that is, for people. */
export const PARTY_WORDS: Readonly<Record<Party, { readonly zh: string; readonly en: string }>> = {
  applicant: { zh: '申请单位', en: 'applicant' },
  platform: { zh: '平台', en: 'platform' },
  owner: { zh: '数据归属单位', en: 'owner of the data' },
};

interface Move {
  readonly from: readonly GrantStatus[];
  readonly by: readonly Party[];
  readonly to: GrantStatus;
  readonly reason?: true;
}

/** Who may do what in which state, and where it leads. Nothing leads into `in-force` but a person's decision. */
export const MOVES: Readonly<Record<GrantAction, Move>> = {
  submit: { from: ['draft', 'returned'], by: ['applicant'], to: 'checking' },
  withdraw: { from: ['draft', 'returned', 'checking', 'deciding', 'ruling'], by: ['applicant'], to: 'withdrawn' },
  return: { from: ['checking'], by: ['platform'], to: 'returned', reason: true },
  pass: { from: ['checking'], by: ['platform'], to: 'deciding' },
  agree: { from: ['deciding'], by: ['owner'], to: 'in-force' },
  refuse: { from: ['deciding'], by: ['owner'], to: 'refused', reason: true },
  contest: { from: ['refused'], by: ['applicant'], to: 'ruling', reason: true },
  overrule: { from: ['ruling'], by: ['platform'], to: 'in-force', reason: true },
  uphold: { from: ['ruling'], by: ['platform'], to: 'closed', reason: true },
  renew: { from: ['in-force'], by: ['applicant'], to: 'in-force', reason: true },
  'agree-renewal': { from: ['in-force'], by: ['owner'], to: 'in-force' },
  'refuse-renewal': { from: ['in-force'], by: ['owner'], to: 'in-force', reason: true },
  revoke: { from: ['in-force'], by: ['owner', 'platform'], to: 'revoked', reason: true },
  end: { from: ['in-force'], by: ['applicant'], to: 'ended' },
};

/** States in which somebody has to decide, and who. */
export const WAITS_FOR: Partial<Readonly<Record<GrantStatus, Party>>> = { checking: 'platform', deciding: 'owner', ruling: 'platform' };

/** What a person may do with a grant now. */
export function actionsOf(grant: Grant, parties: ReadonlySet<Party>): readonly GrantAction[] {
  return (Object.keys(MOVES) as GrantAction[]).filter((action) => {
    const { from, by } = MOVES[action];
    if (!from.includes(grant.status) || !by.some((party) => parties.has(party))) return false;
    const isAboutRenewal = action === 'agree-renewal' || action === 'refuse-renewal';
    return isAboutRenewal ? grant.renewal !== undefined : action !== 'renew' || grant.renewal === undefined;
  });
}
