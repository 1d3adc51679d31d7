import type { FastifyInstance } from 'fastify';
import { ExplainQuery, ExplanationSchema } from '../../api/policy.ts';
import { fail } from '../../errors.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { explain } from '../../services/policy/explain.ts';
import { maySeePerson } from '../../services/policy/people-rules.ts';
import { house, inUnit, mayOn, placed } from '../../services/policy/policy.ts';
import { ACTIONS } from '../../services/policy/roles.ts';
import type { Action } from '../../services/policy/roles.ts';
import { textOf } from '../../services/texts.ts';
import { problemAnswer, typed } from '../typed.ts';

const isAction = (action: string): action is Action => (ACTIONS as readonly string[]).includes(action);

/** Why somebody may see or do something: for who may see both the person and the thing. */
export async function explainRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  typed(app).get('/api/policy/explain', { config: { access: 'person.view any' }, schema: { tags: ['units'], querystring: ExplainQuery, response: { 200: ExplanationSchema, ...problemAnswer } } }, async (request) => {
    const { person: who, action, kind, id } = request.query;
    const reader = accountOf(request);
    const locale = localeOf(request);
    const person = studio.people.find(who);
    if (!person || !maySeePerson(studio, reader, person)) throw fail('SCN_API_NOT_FOUND', { what: who });
    if (!isAction(action)) throw fail('SCN_API_NOT_FOUND', { what: action });
    const resource = kind === 'house' ? house(studio) : kind === 'unit' ? inUnit(studio, id) : placed(studio, kind, id);
    const seen = kind === 'house' || mayOn(reader, kind === 'unit' ? 'unit.view' : `${kind}.view`, resource);
    const draft = kind === 'scenario' ? await studio.store.documents.get<Record<string, unknown>>('scenario', id) : null;
    const dataset = kind === 'dataset' ? await studio.store.datasets.get(id) : null;
    const isThere = kind === 'house' || (kind === 'unit' ? studio.units.find(id) !== undefined : kind === 'scenario' ? draft !== null : dataset !== null);
    if (!seen || !isThere) throw fail('SCN_API_NOT_FOUND', { what: id });
    const title = kind === 'house' ? 'Scenario Studio' : kind === 'unit' ? (studio.units.find(id)?.name ?? id) : draft ? textOf(draft.body, draft.body['title'], locale) : id;
    return explain(studio, person, { action, resource, title }, locale);
  });
}
