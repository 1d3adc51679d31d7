import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { KEY_PATTERN } from '../../../runtime/schema/ids.ts';
import { Obj, Str } from '../../api/common.ts';
import { CalendarBody, CalendarSchema } from '../../api/data.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { askForRecompute, recomputeDeadlines } from '../../services/deadline-work.ts';
import { listCalendars, saveCalendar } from '../../services/calendars.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['calendars'];

export async function calendarRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/calendars', { config: { access: 'designer' }, schema: { tags, response: { 200: Obj({ items: Type.Array(CalendarSchema) }), ...problemAnswer } } }, async () => ({ items: await listCalendars(studio) }));

  api.put('/api/calendars/:id', { config: { access: 'admin' }, schema: { tags, params: Obj({ id: Str({ pattern: KEY_PATTERN }) }), body: CalendarBody, response: { 200: CalendarSchema, ...problemAnswer } } }, async (request) => {
    const { baseVersion, ...body } = request.body;
    const saved = await saveCalendar(studio, request.params.id, body, baseVersion, accountOf(request).id);
    await studio.calendars.reload();
    await askForRecompute(studio, saved.id, saved.version, accountOf(request).id);
    // Whatever is not done now is taken up by the sweep, of any server.
    recomputeDeadlines(studio, studio.sweep.isStopping).catch((error: unknown) => request.log.error({ error: String(error) }, 'deadlines are computed again later'));
    return saved;
  });
}
