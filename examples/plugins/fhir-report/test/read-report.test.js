import assert from 'node:assert/strict';
import { test } from 'vitest';
import plugin from '../index.js';
import { readReport } from '../lib/read-report.js';

const quantity = (id, code, value, more = {}) => ({ fullUrl: `urn:uuid:${id}`, resource: { resourceType: 'Observation', id, status: 'final', code: { coding: [{ system: 'http://loinc.org', code, display: code }] }, valueQuantity: { value, unit: 'g/L' }, ...more } });
const report = (more = {}) => ({ resource: { resourceType: 'DiagnosticReport', id: 'r1', status: 'final', code: { text: '血常规' }, subject: { reference: 'Patient/p9' }, effectiveDateTime: '2026-01-02T08:00:00+08:00', result: [{ reference: 'urn:uuid:a' }], ...more } });
const bundle = (...entry) => ({ resourceType: 'Bundle', type: 'collection', entry });
const range = (low, high) => ({ referenceRange: [{ low: { value: low }, high: { value: high } }] });

test('a report with an item beside it is read', () => {
  assert.deepEqual(readReport(bundle(report(), quantity('a', '718-7', 105, range(115, 150)))), {
    ok: true, missing: 0,
    report: { id: 'r1', status: 'final', final: true, code: null, name: '血常规', patient: 'p9', performer: null, time: '2026-01-02T08:00:00+08:00', issued: null, conclusion: null },
    items: [{ code: '718-7', name: '718-7', value: 105, text: null, unit: 'g/L', low: 115, high: 150, flag: 'low', status: 'final' }],
  });
});
for (const [value, flag] of [[114.9, 'low'], [115, 'normal'], [150, 'normal'], [150.1, 'high']]) test(`${value} is ${flag}`, () => assert.equal(readReport(bundle(report(), quantity('a', 'x', value, range(115, 150)))).items[0].flag, flag));
test('what the laboratory says goes before its range', () => assert.equal(readReport(bundle(report(), quantity('a', 'x', 120, { ...range(115, 150), interpretation: [{ coding: [{ code: 'H' }] }] }))).items[0].flag, 'high'));
test('parts and members are items, each once, also in a circle', () => {
  const panel = { fullUrl: 'urn:uuid:a', resource: { resourceType: 'Observation', id: 'a', hasMember: [{ reference: 'urn:uuid:b' }, { reference: 'urn:uuid:a' }] } };
  const pressure = { fullUrl: 'urn:uuid:b', resource: { resourceType: 'Observation', id: 'b', status: 'final', component: [{ code: { text: '收缩压' }, valueQuantity: { value: 120, unit: 'mmHg' } }, { code: { text: '舒张压' }, valueQuantity: { value: 80, unit: 'mmHg' } }] } };
  assert.deepEqual(readReport(bundle(report(), panel, pressure)).items.map(({ name, value }) => [name, value]), [['收缩压', 120], ['舒张压', 80]]);
});
test('an item that is not there is counted', () => assert.deepEqual([readReport(report().resource).items, readReport(report().resource).missing], [[], 1]));
test.each([['nothing', null, 'shape'], ['a list', [], 'shape'], ['a patient', { resourceType: 'Patient' }, 'no-report'], ['two reports', bundle(report(), report()), 'many-reports'], ['a withdrawn one', report({ status: 'entered-in-error' }).resource, 'withdrawn'], ['odd parts', { resourceType: 'Bundle', entry: [null, 5, { resource: 'x' }] }, 'no-report']])('%s leaves by invalid', (_title, given, problem) => {
  const { output, port } = plugin.nodes[0].run({ input: { resource: given } });
  assert.deepEqual([port, output.problem], ['invalid', problem]);
});
test('odd values are null, not errors', () => assert.deepEqual(readReport(bundle(report(), { fullUrl: 'urn:uuid:a', resource: { resourceType: 'Observation', valueQuantity: { value: 'many' }, referenceRange: 'x' } })).items[0].value, null));
