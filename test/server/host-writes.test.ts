import { describe, expect, it } from 'vitest';
import type { Effect } from '../../runtime/engine/command.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { RunState } from '../../runtime/engine/state.ts';
import type { Lambda } from '../../runtime/language/lambda.ts';
import { createRunHost, type HostBase } from '../../server/host/run-host.ts';

const where = { call: () => true } as unknown as Lambda;
const plan = { datasets: { patient: { id: 'health/patient', fields: [] } } } as unknown as Plan;

describe('rows of another unit, whatever a plan says that no checker saw', () => {
  const effects = createRunHost({ sharing: { reading: () => ({ kind: 'shared' }) } } as unknown as HostBase, plan, { path: 'write' } as Effect, {} as RunState, { disclose: () => {} });
  it.each([
    ['inserted', () => effects.host.datasets.insert({ dataset: 'patient', values: {}, key: 'k' })],
    ['changed', () => effects.host.datasets.update({ dataset: 'patient', where, set: () => ({}), key: 'k' })],
    ['deleted', () => effects.host.datasets.delete({ dataset: 'patient', where, key: 'k' })],
  ])('are not %s', async (_, write) => {
    await expect(write()).rejects.toMatchObject({ code: 'SCN_GRANT_WRITE', details: { dataset: 'health/patient' } });
    expect(effects.collected().rows).toEqual([]);
  });
});
