import type { Hostile } from '../attack.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';

const DATA = { id: 'ward/patient', title: '病人', key: ['pid'], sharing: 'restricted', fields: [{ id: 'pid', type: 'string' }, { id: 'name', type: 'string' }] };

/** What a designer of the whole house, who belongs to another unit, must not do to the data of a unit. */
const DEEDS: readonly (readonly [string, string, object?])[] = [
  ['GET', `/api/datasets/rows?dataset=${DATA.id}`], ['GET', `/api/datasets/rows/export?dataset=${DATA.id}`], ['GET', `/api/datasets/gone?dataset=${DATA.id}`], ['GET', `/api/datasets/values?dataset=${DATA.id}&field=name`],
  ['POST', '/api/datasets/rows', { dataset: DATA.id, data: { pid: 'x', name: 'x' } }], ['PUT', '/api/datasets/rows', { dataset: DATA.id, id: 'P-1', version: 1, data: { pid: 'P-1', name: 'x' } }], ['DELETE', `/api/datasets/rows?dataset=${DATA.id}&id=P-1&version=1`],
  ['POST', '/api/datasets/import', { dataset: DATA.id, format: 'csv', text: 'pid,name\nx,x\n', mode: 'replace', accept: 'good-rows' }], ['PUT', '/api/datasets', { definition: { ...DATA, sharing: 'unconditional' } }],
  ['PUT', '/api/catalogue/entry', { dataset: DATA.id, entry: {}, sharing: 'unconditional' }], ['PUT', '/api/catalogue/checks', { dataset: DATA.id, checks: [] }], ['PUT', `/api/datasets/place?dataset=${DATA.id}`, { unit: 'U-dora', rights: [], baseVersion: 1 }],
];

/** Attacks of one unit on another, where the attacker has a role in the whole house. */
export async function neighbours(ground: Ground): Promise<readonly Hostile[]> {
  const made = await ground.send({ method: 'POST', path: '/api/users', as: ground.people.admin, body: { login: 'otto', name: '经办', password: PASSWORD, role: 'designer', duties: [], unit: { id: 'ward', name: '病区', attributes: {} } } });
  const owner = cookieOf(await ground.login('otto', PASSWORD));
  const defined = await ground.send({ method: 'PUT', path: '/api/datasets', as: owner, body: { definition: DATA } });
  const row = await ground.send({ method: 'POST', path: '/api/datasets/rows', as: owner, body: { dataset: DATA.id, data: { pid: 'P-1', name: 'secret-4712' } } });
  const seen = await ground.send({ path: `/api/datasets/rows?dataset=${DATA.id}`, as: owner });
  if (!seen.text.includes('secret-4712')) throw new Error(`the owner cannot read their own, so nothing is proved: ${[made, defined, row, seen].map(({ status }) => status).join(' ')}`);
  return DEEDS.map(([method, path, body]): Hostile => ({ title: `data of another unit: ${method} ${path}`, try: async () => {
    const { status, text } = await ground.send({ method, path, as: ground.people.designer, ...(body === undefined ? {} : { body }) });
    return status === 403 && !text.includes('secret-4712') ? true : `${status} ${text.slice(0, 80)}`;
  } }));
}
