import assert from 'node:assert/strict';
import { test } from 'vitest';
import plugin from '../index.js';
import { checkDigit, readIdentifier } from '../lib/gs1.js';
import { readEvents } from '../lib/read-events.js';

const GTIN = '06901234567892';
const event = (more = {}) => ({ type: 'ObjectEvent', action: 'OBSERVE', eventTime: '2026-01-02T08:00:00+08:00', bizStep: 'https://ref.gs1.org/cbv/BizStep-shipping', epcList: [`https://id.gs1.org/01/${GTIN}/21/7`], ...more });

test('the check digit is that of GS1', () => assert.deepEqual([checkDigit('0690123456789'), checkDigit('00614141123452')[0]], ['2', checkDigit('00614141123452')]));
test.each([
  [`https://id.gs1.org/01/${GTIN}/10/A%2F1/21/7`, { kind: 'sgtin', gtin: GTIN, lot: 'A/1', serial: '7', sound: true }],
  [`https://example.com/some/01/6901234567892/10/L1?17=261231`, { kind: 'lgtin', gtin: GTIN, lot: 'L1', serial: null, sound: true }],
  ['urn:epc:id:sgtin:6901234.056789.100', { kind: 'sgtin', gtin: GTIN, lot: null, serial: '100', sound: true }],
  ['urn:epc:class:lgtin:6901234.056789.L7', { kind: 'lgtin', gtin: GTIN, lot: 'L7', serial: null, sound: true }],
  [`(01)${GTIN}(10)L1(21)7`, { kind: 'sgtin', gtin: GTIN, lot: 'L1', serial: '7', sound: true }],
  ['https://id.gs1.org/01/06901234567893', { kind: 'gtin', gtin: '06901234567893', lot: null, serial: null, sound: false }],
  ['urn:epc:id:sscc:6901234.0000000019', { kind: 'sscc', gtin: null, lot: null, serial: null, sound: true }],
  ['anything', { kind: 'other', gtin: null, lot: null, serial: null, sound: true }],
  ['https://id.gs1.org/01/x/%E0%A4%A', { kind: 'other', gtin: null, lot: null, serial: null, sound: true }],
])('%s is read', (epc, wanted) => {
  const { kind, gtin, lot, serial, sound } = readIdentifier(epc);
  assert.deepEqual({ kind, gtin, lot, serial, sound }, wanted);
});
test('one event, a list, a document and a query answer are read alike', () => {
  const documents = [event(), [event()], { type: 'EPCISDocument', epcisBody: { eventList: [event()] } }, { type: 'EPCISQueryDocument', epcisBody: { queryResults: { resultsBody: { eventList: [event()] } } } }];
  for (const given of documents) assert.deepEqual(readEvents(given).events.map(({ step, items }) => [step, items[0].serial]), [['shipping', '7']]);
});
test('counted goods keep their number and unit', () => {
  const [{ items }] = readEvents(event({ epcList: [], quantityList: [{ epcClass: 'urn:epc:class:lgtin:6901234.056789.L7', quantity: 12.5, uom: 'KGM' }] })).events;
  assert.deepEqual([items[0].lot, items[0].quantity, items[0].unit], ['L7', 12.5, 'KGM']);
});
test('what is not an event is skipped, a wrong check digit is told', () => {
  const result = readEvents([event({ epcList: ['https://id.gs1.org/01/06901234567893'] }), { type: 'Other' }, null, event({ eventTime: 'soon' })]);
  assert.deepEqual([result.skipped, result.unsound], [3, ['https://id.gs1.org/01/06901234567893']]);
});
test.each([['nothing', null, 'shape'], ['a word', 'x', 'shape'], ['another object', { a: 1 }, 'shape'], ['an empty list', [], 'none'], ['too many', Array.from({ length: 1001 }, () => event()), 'many'], ['too many items', event({ epcList: Array.from({ length: 5001 }, () => 'x') }), 'many']])('%s leaves by invalid', (_title, given, problem) => {
  const { output, port } = plugin.nodes[0].run({ input: { events: given } });
  assert.deepEqual([port, output.problem], ['invalid', problem]);
});
