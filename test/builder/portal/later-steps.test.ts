import { describe, expect, it } from 'vitest';
import { moreMayFollow } from '../../../builder/src/portal/form/later-steps.ts';
import type { PortalField } from '../../../server/api/portal.ts';

const field = (id: string, visible?: unknown): PortalField => ({ id, type: 'string', title: id, optional: false, ...(visible === undefined ? {} : { visible }) });
const whenKind = { op: 'eq', left: { op: 'path', of: 'form', key: 'kind' }, right: { op: 'text', value: 'bike' } };
const fields = [field('kind'), field('frame', whenKind), field('note')];

describe('how many pages follow', () => {
  it('is not known while the answer that decides it is missing', () => {
    expect(moreMayFollow(fields, [fields[0]!, fields[2]!], { kind: null, note: null })).toBe(true);
  });
  it('is known once that answer is there, whatever it shows or hides', () => {
    expect(moreMayFollow(fields, [fields[0]!, fields[2]!], { kind: 'roster', note: null })).toBe(false);
    expect(moreMayFollow(fields, fields, { kind: 'bike', frame: null, note: null })).toBe(false);
  });
  it('is known of a form without conditions', () => {
    expect(moreMayFollow([fields[0]!, fields[2]!], [fields[0]!, fields[2]!], {})).toBe(false);
  });
});
