import assert from 'node:assert/strict';
import { test } from 'vitest';
import plugin from '../index.js';
import { checkCreditCode } from '../lib/credit-code.js';
import { checkIdentityCard } from '../lib/identity-card.js';

const TODAY = '2026-01-01';
const [node] = plugin.nodes;
const run = (value, kind) => node.run({ config: { value: '', ...(kind ? { kind } : {}) }, input: { value }, run: { now: `${TODAY}T10:00:00+08:00` } });

test('the standard’s own example number is right and read', () => {
  assert.deepEqual(checkIdentityCard('11010519491231002x', TODAY), {
    ok: true,
    value: '11010519491231002X',
    facts: { birthDate: '1949-12-31', sex: 'female', region: '110105', provinceCode: '11', province: { 'zh-CN': '北京市', en: 'Beijing' } },
  });
});

for (const [title, number, problem] of [
  ['a digit short', '1101051949123100X', 'length'],
  ['a letter inside', '11010A19491231002X', 'characters'],
  ['two digits swapped', '11010519491213002X', 'checksum'],
  ['an impossible day', '110105194902300023', 'birth-date'],
  ['a birth date after today', '110105209912310023', 'birth-date'],
  ['no such province', '990105194912310023', 'region'],
]) {
  test(`${title} is refused as ${problem}`, () => {
    const digits = problem === 'birth-date' || problem === 'region' ? withCheckDigit(number) : number;
    const result = checkIdentityCard(digits, TODAY);
    assert.equal(result.ok ? null : result.problem.problem, problem);
  });
}

test('a credit code with the right check character is right', () => {
  assert.deepEqual(checkCreditCode('91350100M000100Y43'), {
    ok: true,
    value: '91350100M000100Y43',
    facts: { department: '9', kind: '1', region: '350100', provinceCode: '35', province: { 'zh-CN': '福建省', en: 'Fujian' }, organisation: 'M000100Y4' },
  });
});

for (const [title, code, problem] of [
  ['one character changed', '91350100M000100Y44', 'checksum'],
  ['a letter the standard leaves out', '91350100O000100Y43', 'characters'],
  ['too long', '91350100M000100Y433', 'length'],
  ['letters in the region', '91AB0100M000100Y43', 'region'],
]) {
  test(`a credit code with ${title} is refused as ${problem}`, () => {
    const result = checkCreditCode(code);
    assert.equal(result.ok ? null : result.problem.problem, problem);
  });
}

test('the node tells persons and organisations apart and leaves by the right port', () => {
  assert.deepEqual([run('11010519491231002X').port, run('11010519491231002X').output.kind], ['valid', 'person']);
  assert.deepEqual([run('91350100M000100Y43').port, run('91350100M000100Y43').output.kind], ['valid', 'organisation']);
});

test('a missing number is invalid, not an error', () => {
  assert.deepEqual([run(null, 'person').port, run(null, 'person').output.problem], ['invalid', 'length']);
});

function withCheckDigit(number) {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return number.slice(0, 17) + '10X98765432'[sum % 11];
}
