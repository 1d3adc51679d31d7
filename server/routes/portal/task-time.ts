import type { FastifyInstance } from 'fastify';
import { Obj, Str } from '../../api/common.ts';
import { TaskViewSchema } from '../../api/portal.ts';
import { ExtensionBody, StopClockBody } from '../../api/task-time.ts';
import { moveClock } from '../../services/task-moves.ts';
import { viewTask } from '../../services/tasks.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];
const params = Obj({ id: Str() });
const response = { 200: TaskViewSchema, ...problemAnswer };

/** The clock of a task: stopped, going on, given more time. Who may do the task may do this, as far as its author allows. */
export async function portalTaskTimeRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.post('/api/portal/tasks/:id/stop', { config, schema: { tags, params, body: StopClockBody, response } }, async (request) => {
    const { id } = request.params;
    await moveClock(studio, id, readerOf(request), { type: 'clock.stop', reason: request.body.reason });
    return viewTask(studio, id, readerOf(request));
  });
  api.post('/api/portal/tasks/:id/resume', { config, schema: { tags, params, response } }, async (request) => {
    const { id } = request.params;
    await moveClock(studio, id, readerOf(request), { type: 'clock.resume' });
    return viewTask(studio, id, readerOf(request));
  });
  api.post('/api/portal/tasks/:id/extension', { config, schema: { tags, params, body: ExtensionBody, response } }, async (request) => {
    const { id } = request.params;
    await moveClock(studio, id, readerOf(request), { type: 'extension.ask', ...request.body });
    return viewTask(studio, id, readerOf(request));
  });
}
