import type { FastifyInstance } from 'fastify';
import { OFFICE_HOURS } from '../../../runtime/host/calendar.ts';
import { KEY_PATTERN } from '../../../runtime/schema/ids.ts';
import { Obj, Str } from '../../api/common.ts';
import { CalendarBody, CalendarSchema, CalendarsSchema } from '../../api/data.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { askForRecompute, recomputedOf, recomputeDeadlines } from '../../services/deadline-work.ts';
import { listCalendars, saveCalendar } from '../../services/calendars.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['calendars'];

export async function calendarRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/calendars', { config: { access: 'designer' }, schema: { tags, response: { 200: CalendarsSchema, ...problemAnswer } } }, async () => ({ items: (await listCalendars(studio)).map((one) => ({ ...one, hours: one.hours ?? OFFICE_HOURS.map(([from, to]): [string, string] => [from, to]) })), recomputed: await recomputedOf(studio) }));

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
