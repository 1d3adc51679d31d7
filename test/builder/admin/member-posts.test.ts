import { describe, expect, it } from 'vitest';
import { furtherOf, grantProblems, grantRows, newGrant, newPost, postProblems, postRows, spacesOf } from '../../../builder/src/designer/pages/admin/member-posts.ts';

const health = { id: 'health', name: '卫健局' };
const traffic = { id: 'traffic', name: '交通局', attributes: { code: 'T1' } };

describe('further units of a person', () => {
  it('come back as they were read', () => {
    const further = [{ unit: health, duties: ['doctor'] }, { unit: traffic, duties: [], head: true }];
    expect([furtherOf(postRows(further)), furtherOf(postRows(undefined))]).toEqual([further, []]);
  });
  it('need a unit each, and each unit once, the main one counted', () => {
    const rows = [{ ...newPost(), unit: traffic }, newPost(), { ...newPost(), unit: health }, { ...newPost(), unit: traffic }];
    expect(postProblems('health', rows)).toEqual([undefined, 'empty', 'twice', 'twice']);
    expect(furtherOf(rows.slice(0, 2))).toEqual([{ unit: traffic, duties: [] }]);
  });
});

describe('roles of a person in units', () => {
  it('come back as they were read', () => {
    const spaces = [{ unit: 'hz', role: 'auditor' as const }, { unit: 'hz', role: 'operator' as const }];
    expect([spacesOf(grantRows(spaces)), spacesOf([newGrant()])]).toEqual([spaces, []]);
  });
  it('may be several in one unit, but not the same twice', () => {
    expect(grantProblems(grantRows([{ unit: 'hz', role: 'auditor' }, { unit: 'hz', role: 'operator' }, { unit: 'hz', role: 'auditor' }, { unit: '', role: 'auditor' }]))).toEqual([undefined, undefined, 'twice', 'empty']);
  });
});
