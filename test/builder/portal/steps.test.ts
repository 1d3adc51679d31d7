import { describe, expect, it } from 'vitest';
import type { PortalField } from '../../../server/api/portal.ts';
import { stepsOf, stepWith } from '../../../builder/src/portal/form/steps.ts';

const field = (id: string, over: Partial<PortalField> = {}): PortalField => ({ id, type: 'string', title: id, optional: false, ...over });
const ids = (steps: ReturnType<typeof stepsOf>) => steps.map((step) => step.fields.map(({ id }) => id).join('+'));

const FIELDS = [field('note', { widget: 'static' }), field('name'), field('place', { section: '地点' }), field('photo', { section: '地点' }), field('end', { widget: 'static', section: '地点' })];

describe('the pages of a form', () => {
  it('is one page unless the form says otherwise', () => {
    expect(ids(stepsOf(FIELDS, undefined))).toEqual(['note+name+place+photo+end']);
    expect(ids(stepsOf(FIELDS, 'one'))).toEqual(['note+name+place+photo+end']);
  });

  it('gives each section a page, titled by it', () => {
    expect(ids(stepsOf(FIELDS, 'section'))).toEqual(['note+name', 'place+photo+end']);
    expect(stepsOf(FIELDS, 'section').map(({ section }) => section)).toEqual([undefined, '地点']);
  });

  it('asks one question a page and keeps text to be read with a question', () => {
    expect(ids(stepsOf(FIELDS, 'question'))).toEqual(['note+name', 'place', 'photo+end']);
  });

  it('has a page even when nothing is shown, and finds the page of a field', () => {
    expect(stepsOf([], 'question')).toEqual([{ fields: [] }]);
    expect(stepsOf([field('only', { widget: 'static' })], 'question').map((step) => step.fields.length)).toEqual([1]);
    expect(stepWith(stepsOf(FIELDS, 'question'), 'photo')).toBe(3);
    expect(stepWith(stepsOf(FIELDS, 'question'), 'gone')).toBe(1);
  });
});
