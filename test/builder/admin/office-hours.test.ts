import { describe, expect, it } from 'vitest';
import { hoursOf, hoursText } from '../../../builder/src/designer/pages/admin/office-hours.ts';

describe('office hours in a line', () => {
  it('are read as people write them, and written as they are read', () => {
    const hours = [['08:30', '12:00'], ['13:30', '17:30']];
    for (const text of ['08:30–12:00，13:30–17:30', '8:30-12:00 13:30-17:30', '08：30～12：00、13：30至17：30']) expect(hoursOf(text), text).toEqual(hours);
    expect(hoursText(hours as [string, string][])).toBe('08:30–12:00，13:30–17:30');
  });
  it('name the part that is wrong', () => {
    expect([hoursOf('8:30-12'), hoursOf('25:00-26:00'), hoursOf('12:00-08:30'), hoursOf('08:30-12:00，11:00-17:00'), hoursOf('')]).toEqual(['8:30-12', '25:00-26:00', '12:00-08:30', '11:00-17:00', '']);
  });
});
