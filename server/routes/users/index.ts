import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { MemberChoicesSchema, NewUserBody, UserChangeBody, UserSchema } from '../../api/account.ts';
import { Obj, Str } from '../../api/common.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { changeUser, createUser, listUsers } from '../../services/accounts.ts';
import { reown } from '../../services/owners.ts';
import { memberChoices } from '../../services/member-choices.ts';
import { problemAnswer, typed } from '../typed.ts';

export async function userRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const config = { access: 'admin' as const };
  api.get('/api/users', { config, schema: { tags: ['users'], response: { 200: Obj({ items: Type.Array(UserSchema) }), ...problemAnswer } } }, async () => ({ items: await listUsers(app.studio) }));

  api.get('/api/users/choices', { config, schema: { tags: ['users'], response: { 200: MemberChoicesSchema, ...problemAnswer } } }, (request) => memberChoices(app.studio, localeOf(request)));

  api.post('/api/users', { config, schema: { tags: ['users'], body: NewUserBody, response: { 201: UserSchema, ...problemAnswer } } }, async (request, reply) =>
    reply.code(201).send(await createUser(app.studio, request.body, accountOf(request).id)));

  api.patch('/api/users/:id', { config, schema: { tags: ['users'], params: Obj({ id: Str() }), body: UserChangeBody, response: { 200: UserSchema, ...problemAnswer } } }, async (request) => {
    const before = app.studio.people.find(request.params.id);
    const { id } = accountOf(request);
    const changed = await changeUser(app.studio, request.params.id, request.body, id);
    if (before) await reown(app.studio, before, id);
    return changed;
  });
}
