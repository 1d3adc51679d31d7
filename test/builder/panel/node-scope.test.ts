import { describe, expect, it } from 'vitest';
import { localNames } from '../../../builder/src/designer/panel/node-scope.ts';

const info = { locals: { '': { form: {} }, asOf: { order: {} }, 'rules/*/when/age': { '?': {} }, 'values/1/expr': { first: {} } } };

describe('localNames', () => {
  it.each([
    ['the property itself', ['asOf'], { order: {} }],
    ['every position of a list', ['rules', 12, 'when', 'age'], { '?': {} }],
    ['one position of a list', ['values', 1, 'expr'], { first: {} }],
    ['the node for a property nobody described', ['fields', 0, 'check'], { form: {} }],
  ] as const)('gives the names of %s', (_, path, names) => {
    expect(localNames(info, path)).toEqual(names);
  });
});
