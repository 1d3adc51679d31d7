import type { FastifyInstance } from 'fastify';
import { Obj, Str } from '../../api/common.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { mayWith } from '../../services/policy/policy.ts';
import { sendEvents } from '../event-stream.ts';
import { typed } from '../typed.ts';

/** A run commits several times in a row, and a busy scenario without a pause: one word stands for all of a moment. */
const SOON_MS = 300;
const APART_MS = 5000;

const description = 'Server-sent events (`text/event-stream`): `change` says that runs of the scenario, or what was set off in it, may have changed; what changed is asked for as usual. At most one every five seconds. Ends with the session and with the right to look.';

/** `told` soon after a change, and no more often than so. */
function gathered(told: () => void): { readonly change: () => void; readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const tell = () => {
    timer = undefined;
    last = performance.now();
    told();
  };
  return {
    change: () => {
      timer ??= setTimeout(tell, Math.max(SOON_MS, last + APART_MS - performance.now())).unref();
    },
    stop: () => clearTimeout(timer),
  };
}

/** Live updates of whoever looks after a scenario. */
export async function operateLiveRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;

  typed(app).get('/api/scenarios/:id/live', { config: { access: 'run.view scenario' }, schema: { tags: ['operate'], description, params: Obj({ id: Str() }) } }, (request, reply) => {
    const { id } = request.params;
    return sendEvents(studio, request, reply, {
      listen: (tell, ended) => {
        const { change, stop } = gathered(() => tell({}));
        const leave = studio.changes.follow(accountOf(request), id, change, ended);
        return () => {
          stop();
          leave();
        };
      },
      mayHear: (user) => mayWith(studio, user, 'run.view', 'scenario', id),
    });
  });
}
