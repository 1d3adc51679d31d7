import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { MemberChoicesSchema, NewUserBody, UserChangeBody, UserSchema } from '../../api/account.ts';
import { Obj, Str } from '../../api/common.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { changeUser, createUser } from '../../services/accounts.ts';
import { reown } from '../../services/owners.ts';
import { memberChoices } from '../../services/member-choices.ts';
import { demandGift, maySeePerson } from '../../services/policy/people-rules.ts';
import { problemAnswer, typed } from '../typed.ts';
import { userSecurityRoutes } from './security.ts';

const tags = ['users'];

export async function userRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  await app.register(userSecurityRoutes);
  api.get('/api/users', { config: { access: 'person.view any' }, schema: { tags, response: { 200: Obj({ items: Type.Array(UserSchema) }), ...problemAnswer } } }, async (request) => {
    const reader = accountOf(request);
    return { items: studio.people.all().filter((person) => maySeePerson(studio, reader, person)) };
  });

  api.get('/api/users/choices', { config: { access: 'person.view any' }, schema: { tags, response: { 200: MemberChoicesSchema, ...problemAnswer } } }, (request) => memberChoices(studio, accountOf(request), localeOf(request)));

  api.post('/api/users', { config: { access: 'person.manage any' }, schema: { tags, body: NewUserBody, response: { 201: UserSchema, ...problemAnswer } } }, async (request, reply) => {
    const by = accountOf(request);
    await demandGift(studio, by, request.body);
    return reply.code(201).send(await createUser(studio, request.body, by.id));
  });

  api.patch('/api/users/:id', { config: { access: 'person.manage person' }, schema: { tags, params: Obj({ id: Str() }), body: UserChangeBody, response: { 200: UserSchema, ...problemAnswer } } }, async (request) => {
    const by = accountOf(request);
    const before = studio.people.find(request.params.id);
    await demandGift(studio, by, request.body, before);
    const changed = await changeUser(studio, request.params.id, request.body, by.id);
    if (before) await reown(studio, before, by.id);
    return changed;
  });
}
