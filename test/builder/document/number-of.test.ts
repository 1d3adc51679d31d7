import { expect, it } from 'vitest';
import { numberOf } from '../../../builder/src/designer/document/number-of.ts';

it('gives an object one number for good, another object another, and nothing none', () => {
  const one = { a: 1 };
  const other = { a: 1 };
  expect([numberOf(one) === numberOf(one), numberOf(one) === numberOf(other), numberOf(undefined)]).toEqual([true, false, 0]);
});
