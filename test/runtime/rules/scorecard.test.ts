import { describe, expect, it } from 'vitest';
import { compileScorecard, scoreCard } from '../../../runtime/rules/scorecard.ts';
import type { ScorecardConfig } from '../../../runtime/rules/scorecard-schema.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { NOW, ruleTools, ZONE } from './table-kit.ts';

const config: ScorecardConfig = {
  start: 10,
  factors: [
    { id: 'age', expr: 'p.age', bands: [{ when: '< 30', points: 0.1 }, { when: '[30..60)', points: 0.2 }, { when: '-', points: 5 }], weight: 2 },
    { id: 'place', expr: 'p.place', bands: [{ when: '"city"', points: 0.1 }], missing: 0 },
  ],
  grades: [{ from: 0, grade: 'C' }, { from: 10.5, grade: 'B' }, { from: 20, grade: 'A' }],
};

function score(p: JsonObject) {
  const { tools, scopeOf } = ruleTools({ p: {} });
  return scoreCard(compileScorecard(config, tools), { scope: scopeOf({ p }), asOf: NOW, zone: ZONE });
}

describe('scorecard', () => {
  it('adds weighted points and finds the highest grade reached', () => {
    expect(score({ age: 40, place: 'city' }).output).toEqual({ total: 10.5, grade: 'B', points: { age: 0.4, place: 0.1 }, incomplete: [] });
  });
  it('takes the points for a missing value where the factor names them', () => {
    expect(score({ age: 40, place: null }).output).toEqual({ total: 10.4, grade: 'C', points: { age: 0.4, place: 0 }, incomplete: [] });
  });
  it('gives no total and no grade when a needed value is missing', () => {
    expect(score({ age: null, place: 'city' }).output).toEqual({ total: null, grade: null, points: { age: null, place: 0.1 }, incomplete: ['age'] });
  });
  it('a value no band takes is named, not scored', () => {
    expect(score({ age: 20, place: 'sea' }).output).toEqual({ total: null, grade: null, points: { age: 0.2, place: null }, incomplete: ['place'] });
  });
  it('explains every part by its value and band', () => {
    expect(score({ age: 40, place: 'city' }).explanation).toEqual({
      kind: 'score',
      total: 10.5,
      parts: [
        { id: 'age', points: 0.4, value: 40, test: '[30..60)' },
        { id: 'place', points: 0.1, value: 'city', test: '"city"' },
      ],
    });
  });
  it('counts the value of a factor without bands, times its weight, and names what is no number', () => {
    const { tools, scopeOf } = ruleTools({ p: {} });
    const card = compileScorecard({ factors: [{ id: 'tax', expr: 'min(1.5, max(0, p.tax / 20))', weight: 30 }, { id: 'rd', expr: 'p.rd' }], grades: [{ from: 0, grade: 'ok' }] }, tools);
    const of = (p: JsonObject) => scoreCard(card, { scope: scopeOf({ p }), asOf: NOW, zone: ZONE });
    expect(of({ tax: 32, rd: 0.1 }).output).toEqual({ total: 45.1, grade: 'ok', points: { tax: 45, rd: 0.1 }, incomplete: [] });
    expect(of({ tax: -5, rd: 1 }).output).toMatchObject({ total: 1, points: { tax: 0 } });
    expect(of({ tax: 20, rd: 'much' }).output).toEqual({ total: null, grade: null, points: { tax: 30, rd: null }, incomplete: ['rd'] });
    expect(of({ tax: 20, rd: 2 }).explanation).toMatchObject({ parts: [{ id: 'tax', points: 30, value: 1, test: '' }, { id: 'rd', points: 2, value: 2, test: '' }] });
  });
});
