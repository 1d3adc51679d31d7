import type { User } from '../../api/account.ts';
import type { NewObjection, ObjectionWanted } from '../../api/objections.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { fail, isCoded } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit, newId } from '../context.ts';
import { GRANT, readEvent, type Grant, type GrantEvent } from '../sharing/grant.ts';
import { actOnGrant } from '../sharing/grants.ts';
import { partiesOf } from '../sharing/parties.ts';
import { ownReading } from '../sharing/own-uses.ts';
import { dueAfter, readSettings } from '../sharing/settings.ts';
import { changeDocument } from '../versions/retry.ts';
import { allObjections, findObjection } from './book.ts';
import { handlerActions, isLate, isOpen, moveObjection, OBJECTION, outcomesOf, ownActions, withoutOwed, type MoveFacts, type Objection } from './objection.ts';
import { handlersOf, tellCitizen, tellHandlers, type ObjectionBase } from './tell.ts';

/** Of one person, open or filed within a day, so that nobody fills the list of others. */
const MOST_OPEN = 20;
const DAY_MS = 86_400_000;
/** Attempts to end a grant that others change at the same time. */
const TRIES = 3;

async function factsFor(base: ObjectionBase, by: string): Promise<MoveFacts> {
  return { by, at: base.now().toISOString(), settings: await readSettings(base), dueAfter: (from, days) => dueAfter(base, from, days) };
}

/** @throws SCN_API_NOT_FOUND for a reading that is not about the person, SCN_OBJECTION_TWICE, SCN_OBJECTION_MANY */
export async function fileObjection(base: ObjectionBase, user: User, { seq, text, about = 'use' }: NewObjection, locale: Locale): Promise<string> {
  const dayAgo = base.now().getTime() - DAY_MS;
  const mine = (await allObjections(base)).filter(({ body }) => body.by === user.id && (isOpen(body) || Date.parse(body.at) > dayAgo));
  if (seq !== undefined && mine.some(({ body }) => isOpen(body) && body.use?.seq === seq)) throw fail('SCN_OBJECTION_TWICE');
  if (mine.length >= MOST_OPEN) throw fail('SCN_OBJECTION_MANY', { limit: MOST_OPEN });
  const reading = seq === undefined ? undefined : await ownReading(base, user, seq, locale);
  if (reading === null) throw fail('SCN_API_NOT_FOUND', { what: String(seq) });
  const { at, settings, dueAfter: dueFrom } = await factsFor(base, user.id);
  const use = reading && { seq: reading.seq, at: reading.at, by: reading.by, dataset: reading.dataset, fields: reading.fields.map(({ id }) => id), ...(reading.purpose === undefined ? {} : { purpose: reading.purpose }), ...(reading.scenario === undefined ? {} : { scenario: reading.scenario }), ...(reading.run === undefined ? {} : { run: reading.run }), ...(reading.grant === undefined ? {} : { grant: reading.grant }) };
  const id = newId(base.now());
  const objection: Objection = { by: user.id, at, text: text.trim(), about, state: 'received', due: dueFrom(at, settings.objection.days), events: [{ at, by: user.id, action: 'file' }], ...(use ? { use } : {}) };
  await base.store.documents.put<Objection>(OBJECTION, id, objection, { expectedVersion: 0, by: user.id });
  await audit(base, user.id, 'objection.file', id, { about, ...(use ? { entry: use.seq, dataset: use.dataset } : {}) });
  await tellHandlers(base, objection, { 'zh-CN': { title: '有人对数据使用提出异议', body: `编号 ${id}。请在设计器的“异议”里核实并答复。` }, en: { title: 'Somebody objects to a use of data', body: `Number ${id}. Look into it and answer under “Objections” in the studio.` } });
  return id;
}

/** @throws SCN_API_NOT_FOUND also for whoever may not decide on it */
export async function demandObjection(base: ObjectionBase, id: string, user: User): Promise<StoredDocument<Objection>> {
  const found = await findObjection(base, id);
  if (!found || handlersOf(base, found.body, user).size === 0) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

/** The grant a use was under, while it can be ended by this person. */
export async function endableGrant(base: ObjectionBase, { use }: Objection, user: User): Promise<StoredDocument<Grant> | null> {
  const found = use?.grant === undefined ? null : await base.store.documents.get<Grant>(GRANT, use.grant);
  if (found?.body.status !== 'in-force') return null;
  const parties = partiesOf(base, found.body, user);
  return parties.has('owner') || parties.has('platform') ? found : null;
}

const isEndFor = (id: string) => (event: GrantEvent): boolean => event.action === 'revoke' && readEvent(event).objection === id;

/** Ends the grant; one that is out of force needs no more. */
async function endGrant(base: ObjectionBase, id: string, grantId: string, user: User, locale: Locale): Promise<void> {
  for (let tried = 1; ; tried += 1) {
    const grant = await base.store.documents.get<Grant>(GRANT, grantId);
    if (grant?.body.status !== 'in-force') return;
    try {
      await actOnGrant(base, grantId, { action: 'revoke', objection: id, baseVersion: grant.version }, user, locale);
      return;
    } catch (error) {
      if (!isCoded(error, 'SCN_STORE_CONFLICT') || tried === TRIES) throw error;
    }
  }
}

/** What a decision that was saved owes the grant: its end, or a line in its history. As often as it is called, it is done once. */
async function carryOut(base: ObjectionBase, id: string, { use, owed }: Objection, user: User, locale: Locale): Promise<void> {
  const grantId = use?.grant;
  if (!owed || grantId === undefined) return;
  if (owed.outcome === 'stopped') await endGrant(base, id, grantId, user, locale);
  else {
    const at = base.now().toISOString();
    await changeDocument<Grant>(base, { kind: GRANT, id: grantId, by: user.id }, (grant) => {
      if (!grant) throw fail('SCN_API_NOT_FOUND', { what: grantId });
      return grant.events.some(({ action, reason }) => action === 'objection' && reason === id) ? grant : { ...grant, events: [...grant.events, { at, by: user.id, action: 'objection', reason: id }] };
    });
    await base.sharing.reload();
  }
  await changeDocument<Objection>(base, { kind: OBJECTION, id, by: user.id }, (old) => {
    if (!old) throw fail('SCN_API_NOT_FOUND', { what: id });
    return old.owed?.outcome === owed.outcome && old.owed.by === owed.by ? withoutOwed(old) : old;
  });
}

/** Whether what is decided can come of it. @throws SCN_OBJECTION_STATE, SCN_OBJECTION_GRANT */
async function refuseOutcome(base: ObjectionBase, id: string, old: Objection, outcome: ObjectionWanted['outcome'], user: User): Promise<void> {
  if (outcome === undefined) return;
  if (!outcomesOf(old.about, true).includes(outcome)) throw fail('SCN_OBJECTION_STATE', { state: old.state });
  if (outcome !== 'stopped' || (await endableGrant(base, old, user))) return;
  const grant = old.use?.grant === undefined ? null : await base.store.documents.get<Grant>(GRANT, old.use.grant);
  if (!grant?.body.events.some(isEndFor(id))) throw fail('SCN_OBJECTION_GRANT');
}

/**
 * Takes it up, takes more time once, or decides.
 * @throws SCN_API_NOT_FOUND, SCN_OBJECTION_STATE, SCN_OBJECTION_REASON, SCN_OBJECTION_GRANT, SCN_STORE_CONFLICT
 */
export async function actOnObjection(base: ObjectionBase, id: string, wanted: ObjectionWanted, user: User, locale: Locale): Promise<StoredDocument<Objection>> {
  const { body: old, version } = await demandObjection(base, id, user);
  if (!handlerActions(old, handlersOf(base, old, user), user.id).includes(wanted.action)) throw fail('SCN_OBJECTION_STATE', { state: old.state });
  if (version !== wanted.baseVersion) throw fail('SCN_OBJECTION_STATE', { state: old.state });
  const moved = moveObjection(old, wanted, await factsFor(base, user.id));
  if (wanted.action === 'decide') await refuseOutcome(base, id, old, wanted.outcome, user);
  // Whoever saves the decision has claimed it; what it owes is carried out after that, by the sweep if not here.
  const saved = await base.store.documents.put<Objection>(OBJECTION, id, moved, { expectedVersion: wanted.baseVersion, by: user.id });
  await audit(base, user.id, `objection.${wanted.action}`, id, { ...(wanted.outcome === undefined ? {} : { outcome: wanted.outcome }), ...(old.use?.grant === undefined ? {} : { grant: old.use.grant }) });
  if (wanted.action === 'extend') await tellCitizen(base, moved, { 'zh-CN': { title: '您的异议需要更多时间核实', body: '新的期限和原因在“我的数据被谁用过”里。' }, en: { title: 'Your objection takes more time', body: 'The new day and the reason are under “Who used my data”.' } });
  if (wanted.action === 'decide') await tellCitizen(base, moved, { 'zh-CN': { title: '您的异议有答复了', body: '答复在“我的数据被谁用过”里；不服的可以申请复核一次。' }, en: { title: 'Your objection has an answer', body: 'It is under “Who used my data”; you may ask once for a second look.' } });
  if (moved.owed) await carryOut(base, id, moved, user, locale);
  return saved;
}

/** Takes an own one back, or asks for a second look. @throws SCN_API_NOT_FOUND, SCN_OBJECTION_STATE, SCN_OBJECTION_REASON */
export async function actOnOwn(base: ObjectionBase, id: string, wanted: { readonly action: 'withdraw' | 'review'; readonly reason?: string }, user: User): Promise<void> {
  const found = await findObjection(base, id);
  if (!found || found.body.by !== user.id) throw fail('SCN_API_NOT_FOUND', { what: id });
  if (!ownActions(found.body).includes(wanted.action)) throw fail('SCN_OBJECTION_STATE', { state: found.body.state });
  const moved = moveObjection(found.body, wanted, await factsFor(base, user.id));
  await base.store.documents.put<Objection>(OBJECTION, id, moved, { expectedVersion: found.version, by: user.id });
  await audit(base, user.id, `objection.${wanted.action}`, id);
  if (wanted.action === 'review') await tellHandlers(base, moved, { 'zh-CN': { title: '有人申请复核异议的答复', body: `编号 ${id}。要由没有作过答复的个人信息保护负责人复核。` }, en: { title: 'A review of an answer is asked for', body: `Number ${id}. A data protection officer who did not give the answer decides.` } });
}

/** Carries out what a decision owes when whoever decided could not: the server went down, or others were at the grant. */
async function payOwed(base: ObjectionBase, { id, body }: StoredDocument<Objection>): Promise<void> {
  const user = body.owed && base.people.find(body.owed.by);
  if (!user) return;
  try {
    await carryOut(base, id, body, user, user.locale ?? 'zh-CN');
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    base.log.warn({ objection: id, code: error.code }, 'a decision on an objection is not carried out yet');
  }
}

/** Carries out what decisions owe; puts on record, once, that an answer is late, and tells those who owe it; nothing is decided by that. */
export async function settleObjections(base: ObjectionBase): Promise<void> {
  const now = base.now();
  for (const document of await allObjections(base)) {
    const { id, version, body } = document;
    if (body.owed) await payOwed(base, document);
    const { due, events } = body;
    if (due === undefined || !isLate(body, now) || events.some(({ action, at }) => action === 'overdue' && at >= due)) continue;
    try {
      await base.store.documents.put<Objection>(OBJECTION, id, { ...body, events: [...events, { at: now.toISOString(), by: 'system', action: 'overdue' }] }, { expectedVersion: version, by: 'system' });
      await audit(base, 'system', 'objection.overdue', id);
      await tellHandlers(base, body, { 'zh-CN': { title: '异议答复超期，请督办', body: `编号 ${id}。` }, en: { title: 'The answer to an objection is late', body: `Number ${id}.` } });
    } catch (error) {
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}
