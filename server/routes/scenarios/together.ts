import type { FastifyInstance } from 'fastify';
import { Obj, Ok, Str } from '../../api/common.ts';
import { HereBody, type DraftChange } from '../../api/together.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { getDraft } from '../../services/drafts.ts';
import { mayWith } from '../../services/policy/policy.ts';
import type { DraftNews } from '../../stores/change.ts';
import { sendEvents } from '../event-stream.ts';
import { problemAnswer, typed } from '../typed.ts';

const params = Obj({ id: Str() });
const tags = ['scenarios'];
const config = { access: 'scenario.view scenario' as const };
const description = 'Server-sent events (`text/event-stream`) of a draft: `change` says which version somebody saved, who is there with what they have chosen, and that there are other node types. An event without any of these says that something may have been missed. Ends with the session and with the right to look.';

/** Choosing goes on while people work: one list of who is there stands for all of a moment. */
const GATHER_MS = 150;

/** Several people at one draft: who is there, and what they save. */
export async function togetherRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/scenarios/:id/draft/live', { config, schema: { tags, description, params, querystring: Obj({ page: HereBody.properties.page }) } }, async (request, reply) => {
    const { id } = request.params;
    const user = accountOf(request);
    const { version } = await getDraft(studio, id);
    return sendEvents(studio, request, reply, {
      listen: (send, ended) => {
        const tell = (change: DraftChange) => send(change);
        let timer: NodeJS.Timeout | undefined;
        const tellPeople = () => {
          timer = undefined;
          tell({ people: [...studio.changes.peopleAt(id)].map((person) => ({ ...person, nodes: [...person.nodes] })) });
        };
        const hear = (news: DraftNews | null) => {
          if (news === null) return tell({});
          if (news.saved !== undefined) return tell(news.saved);
          timer ??= setTimeout(tellPeople, GATHER_MS).unref();
        };
        const leave = studio.changes.attend(user, id, hear, ended);
        const stopNodeTypes = studio.load.onReload(() => tell({ nodeTypes: true }));
        // Whatever was saved before anybody listened here.
        tell({ version });
        tellPeople();
        return () => {
          clearTimeout(timer);
          stopNodeTypes();
          leave();
          studio.changes.tellDraft(id, { left: `${user.id} ${request.query.page}` });
        };
      },
      mayHear: (person) => mayWith(studio, person, 'scenario.view', 'scenario', id),
    });
  });

  api.post('/api/scenarios/:id/here', { config, schema: { tags, params, body: HereBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const { id, name } = accountOf(request);
    studio.changes.tellDraft(request.params.id, { here: { ...request.body, id, name } });
    return { ok: true as const };
  });
}
