import { titleIn } from '../../../runtime/schema/dataset-words.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { ObjectionItem, ObjectionView, OwnObjection } from '../../api/objections.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { actorNames } from '../api-keys.ts';
import { audit } from '../context.ts';
import { grantWords, type GrantWords } from '../sharing/grant-view.ts';
import { daysLeft, readSettings } from '../sharing/settings.ts';
import { demandObjection, endableGrant } from './act.ts';
import { allObjections } from './book.ts';
import { handlerActions, isLate, isOpen, outcomesOf, ownActions, type Objection } from './objection.ts';
import { handlersOf, type ObjectionBase } from './tell.ts';

type Decided = NonNullable<Objection['decision']>;

function decisionView(base: ObjectionBase, { outcome, answer, at, by }: Decided): NonNullable<OwnObjection['decision']> {
  const unit = base.people.find(by)?.unit.name;
  return { outcome, answer, at, ...(unit ? { byUnit: unit } : {}) };
}

function decisionsOf(base: ObjectionBase, { decision, review }: Objection): Pick<OwnObjection, 'decision' | 'review'> {
  return { ...(decision ? { decision: decisionView(base, decision) } : {}), ...(review ? { review: decisionView(base, review) } : {}) };
}

/** What somebody filed themselves, newest first; who decided is told by unit. */
export async function ownObjections(base: ObjectionBase, user: User, locale: Locale): Promise<OwnObjection[]> {
  const mine = (await allObjections(base)).filter(({ body }) => body.by === user.id);
  const titles = new Map((await base.store.datasets.list()).map((definition) => [definition.id, titleIn(definition, locale)]));
  return mine.reverse().map(({ id, body }): OwnObjection => {
    const { at, text, about, state, due, use } = body;
    return {
      id, at, text, about, state, overdue: isLate(body, base.now()), actions: [...ownActions(body)], ...(due === undefined ? {} : { due }), ...decisionsOf(base, body),
      ...(use ? { seq: use.seq, usedAt: use.at, datasetTitle: titles.get(use.dataset) ?? use.dataset } : {}),
    };
  });
}

function itemOf(base: ObjectionBase, { id, body }: StoredDocument<Objection>, words: GrantWords): ObjectionItem {
  const { at, state, about, use, due, decision, review } = body;
  const left = due === undefined ? undefined : daysLeft(base, due);
  const outcome = (review ?? decision)?.outcome;
  return {
    id, at, state, about, overdue: isLate(body, base.now()),
    ...(use ? { datasetTitle: words.dataset(use.dataset), owner: words.unit(base.sharing.unitOf('dataset', use.dataset)) } : {}),
    ...(use?.scenario === undefined ? {} : { scenarioTitle: words.scenario(use.scenario) }),
    ...(due === undefined ? {} : { due }), ...(left === undefined ? {} : { daysLeft: left }), ...(outcome === undefined ? {} : { outcome }),
  };
}

/** Those a person may decide on, or might have: open ones by deadline, done ones newest first. */
export async function listObjections(base: ObjectionBase, list: 'open' | 'done', user: User, locale: Locale): Promise<ObjectionItem[]> {
  const words = await grantWords(base, locale);
  const found = (await allObjections(base)).filter(({ body }) => isOpen(body) === (list === 'open') && handlersOf(base, body, user).size > 0);
  const key = ({ body }: StoredDocument<Objection>): string => body.due ?? '';
  const sorted = list === 'open' ? found.sort((a, b) => (key(a) < key(b) ? -1 : 1)) : found.sort((a, b) => (a.body.at < b.body.at ? 1 : -1));
  return sorted.map((document) => itemOf(base, document, words));
}

/** One objection for whoever decides. That it was read is on record. */
export async function objectionView(base: ObjectionBase, id: string, user: User, locale: Locale): Promise<ObjectionView> {
  const document = await demandObjection(base, id, user);
  const { body, version } = document;
  const [words, names, settings, grant] = await Promise.all([grantWords(base, locale), actorNames(base), readSettings(base), endableGrant(base, body, user)]);
  await audit(base, user.id, 'objection.read', id);
  const { use, by, about } = body;
  const fields = use ? ((await base.store.datasets.get(use.dataset))?.fields ?? []) : [];
  const unit = base.people.find(by)?.unit.name;
  const limit = body.extended === true && body.state !== 'review' ? settings.objectionLongest : settings.objection;
  return {
    item: itemOf(base, document, words), text: body.text, byName: names.get(by) ?? by, ...(unit ? { byUnit: unit } : {}),
    ...(use ? { use: { dataset: use.dataset, at: use.at, byName: names.get(use.by) ?? use.by, fields: use.fields.map((field) => titleIn(fields.find(({ id: known }) => known === field) ?? { title: field }, locale) ?? field), ...(use.purpose === undefined ? {} : { purpose: use.purpose }), ...(use.scenario === undefined ? {} : { scenario: use.scenario }), ...(use.run === undefined ? {} : { run: use.run }), ...(use.grant === undefined ? {} : { grant: use.grant }), mayEnd: grant !== null } } : {}),
    ...(isOpen(body) ? { limit } : {}), ...decisionsOf(base, body),
    actions: [...handlerActions(body, handlersOf(base, body, user), user.id)],
    outcomes: [...outcomesOf(about, grant !== null)],
    events: body.events.map(({ at, by: who, action, reason }) => ({ at, byName: names.get(who) ?? who, action, ...(reason === undefined ? {} : { reason }) })),
    version,
  };
}
