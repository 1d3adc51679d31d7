import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Obj, Opt, Str } from '../../api/common.ts';
import { fail } from '../../errors.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { readJsonBody } from '../../plugins/app/json-body.ts';
import { problemOf, translate } from '../../plugins/app/problems.ts';
import { reown } from '../../services/owners.ts';
import { allGroups, createScimGroup, demandAnyGroup, GROUP_SCHEMA, patchScimGroup, removeScimGroup, replaceScimGroup, scimGroup, type AnyGroup } from '../../services/scim/scim-groups.ts';
import { scimList } from '../../services/scim/scim-list.ts';
import { closeScimUser, createScimUser, demandScimUser, ENTERPRISE_SCHEMA, patchScimUser, replaceScimUser, scimUser, USER_SCHEMA } from '../../services/scim/scim-users.ts';
import { homeOf } from '../account/enter.ts';
import { typed } from '../typed.ts';

const TYPE = 'application/scim+json; charset=utf-8';
const ERROR_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:Error';
const tags = ['scim'];
const config = { access: 'admin' as const, machine: 'scim' as const };
const params = Obj({ id: Str() });
const querystring = Obj({ filter: Opt(Str({ maxLength: 300 })), startIndex: Opt(Type.Integer()), count: Opt(Type.Integer()), attributes: Opt(Str()), excludedAttributes: Opt(Str()) });
const SCIM_TYPES: Readonly<Record<string, string>> = { SCN_SCIM_FILTER: 'invalidFilter', SCN_SCIM_VALUE: 'invalidValue', SCN_SCIM_PATH: 'invalidPath', SCN_SCIM_MUTABILITY: 'mutability', SCN_AUTH_LOGIN_TAKEN: 'uniqueness', SCN_SCIM_TWICE: 'uniqueness', SCN_API_JSON: 'invalidSyntax', SCN_API_INVALID: 'invalidValue' };

const attribute = (name: string, type: string, more: object = {}) => ({ name, type, multiValued: false, required: false, caseExact: false, mutability: 'readWrite', returned: 'default', uniqueness: 'none', ...more });
const SCHEMAS = [
  { id: USER_SCHEMA, name: 'User', attributes: [attribute('userName', 'string', { required: true, mutability: 'immutable', uniqueness: 'server' }), attribute('displayName', 'string'), attribute('name', 'complex', { subAttributes: [attribute('formatted', 'string')] }), attribute('active', 'boolean')] },
  { id: ENTERPRISE_SCHEMA, name: 'EnterpriseUser', attributes: [attribute('department', 'string')] },
  { id: GROUP_SCHEMA, name: 'Group', attributes: [attribute('displayName', 'string', { required: true, uniqueness: 'server' }), attribute('externalId', 'string', { caseExact: true }), attribute('members', 'complex', { multiValued: true, subAttributes: [attribute('value', 'string', { mutability: 'immutable' }), attribute('display', 'string', { mutability: 'readOnly' }), attribute('$ref', 'reference', { mutability: 'readOnly', referenceTypes: ['User'] })] })] },
];

/**
 * SCIM 2.0 (RFC 7643, 7644) for a directory that makes and closes accounts and keeps groups, to which administrators give
 * roles in units. Units are told as groups, too: these are read only.
 */
export async function scimRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const base = (request: FastifyRequest) => `${homeOf(app, request)}/scim/v2`;

  app.addContentTypeParser('application/scim+json', { parseAs: 'buffer' }, (request: FastifyRequest, body: Buffer) => readJsonBody(request, body).catch((error: unknown) => {
    throw fail('SCN_API_JSON', { reason: error instanceof Error ? error.message : '' }, error);
  }));
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('content-type', TYPE);
  });
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const { status, detail, code } = problemOf(translate(error, request), request);
    // A directory repeats what failed with 5xx and gives up what it is told is wrong.
    if (status >= 500) request.log.error({ request: request.id, code, error: { name: error.name, message: error.message, stack: error.stack } }, 'request failed');
    const scimType = SCIM_TYPES[code];
    void reply.code(status).send({ schemas: [ERROR_SCHEMA], status: String(status), detail, ...(scimType ? { scimType } : {}) });
  });

  const told = (request: FastifyRequest, group: AnyGroup) => scimGroup(studio, group, base(request));
  const listing = (items: readonly object[]) => ({ schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'], totalResults: items.length, startIndex: 1, itemsPerPage: items.length, Resources: items });

  api.get('/scim/v2/ServiceProviderConfig', { config, schema: { tags } }, async () => ({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'], patch: { supported: true }, bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 }, filter: { supported: true, maxResults: 200 }, changePassword: { supported: false }, sort: { supported: false }, etag: { supported: false },
    authenticationSchemes: [{ type: 'oauthbearertoken', name: 'API key', description: 'Authorization: Bearer sk_…', primary: true }],
  }));
  api.get('/scim/v2/Schemas', { config, schema: { tags } }, async () => listing(SCHEMAS));
  api.get('/scim/v2/ResourceTypes', { config, schema: { tags } }, async () => listing([{ id: 'User', name: 'User', endpoint: '/Users', schema: USER_SCHEMA, schemaExtensions: [{ schema: ENTERPRISE_SCHEMA, required: false }] }, { id: 'Group', name: 'Group', endpoint: '/Groups', schema: GROUP_SCHEMA }]));

  api.get('/scim/v2/Users', { config, schema: { tags, querystring } }, async (request) => scimList(studio.people.all(), request.query, { username: ({ login }) => login, id: ({ id }) => id, displayname: ({ name }) => name, active: ({ disabled }) => String(!disabled) }, (user) => scimUser(user, base(request))));
  api.get('/scim/v2/Users/:id', { config, schema: { tags, params } }, async (request) => scimUser(demandScimUser(studio, request.params.id), base(request)));
  api.post('/scim/v2/Users', { config, schema: { tags } }, async (request, reply) => {
    const made = scimUser(await createScimUser(studio, request.body, accountOf(request).id), base(request));
    return reply.code(201).header('location', (made['meta'] as { location: string }).location).send(made);
  });
  const changed = async (request: FastifyRequest, id: string, work: typeof replaceScimUser) => {
    const before = demandScimUser(studio, id);
    const by = accountOf(request).id;
    const user = await work(studio, id, request.body, by);
    // Whoever left or moved leaves no task behind.
    await reown(studio, before, by);
    return scimUser(user, base(request));
  };
  api.put('/scim/v2/Users/:id', { config, schema: { tags, params } }, (request) => changed(request, request.params.id, replaceScimUser));
  api.patch('/scim/v2/Users/:id', { config, schema: { tags, params } }, (request) => changed(request, request.params.id, patchScimUser));
  api.delete('/scim/v2/Users/:id', { config, schema: { tags, params } }, async (request, reply) => {
    await changed(request, request.params.id, closeScimUser);
    return reply.code(204).send();
  });

  const readers = { displayname: ({ name }: AnyGroup) => name, id: ({ id }: AnyGroup) => id, externalid: ({ externalId = '' }: AnyGroup) => externalId, members: ({ members }: AnyGroup) => members, 'members.value': ({ members }: AnyGroup) => members };
  api.get('/scim/v2/Groups', { config, schema: { tags, querystring } }, async (request) => {
    const isBare = (request.query.excludedAttributes ?? '').split(',').some((name) => name.trim().toLowerCase() === 'members');
    return scimList(await allGroups(studio), request.query, readers, (group) => {
      const { members, ...rest } = told(request, group);
      return isBare ? rest : { ...rest, members };
    });
  });
  api.get('/scim/v2/Groups/:id', { config, schema: { tags, params } }, async (request) => told(request, await demandAnyGroup(studio, request.params.id)));
  api.post('/scim/v2/Groups', { config, schema: { tags } }, async (request, reply) => {
    const made = told(request, await createScimGroup(studio, request.body, accountOf(request).id));
    return reply.code(201).header('location', (made['meta'] as { location: string }).location).send(made);
  });
  api.put('/scim/v2/Groups/:id', { config, schema: { tags, params } }, async (request) => told(request, await replaceScimGroup(studio, request.params.id, request.body, accountOf(request).id)));
  api.patch('/scim/v2/Groups/:id', { config, schema: { tags, params } }, async (request) => told(request, await patchScimGroup(studio, request.params.id, request.body, accountOf(request).id)));
  api.delete('/scim/v2/Groups/:id', { config, schema: { tags, params } }, async (request, reply) => {
    await removeScimGroup(studio, request.params.id, accountOf(request).id);
    return reply.code(204).send();
  });
}
