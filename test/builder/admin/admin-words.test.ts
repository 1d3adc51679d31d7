import { describe, expect, it } from 'vitest';
import { actionWord, auditWords, detailWords } from '../../../builder/src/designer/pages/admin/audit-words.ts';
import { organisationTexts } from '../../../builder/src/designer/pages/organisation/organisation-text.ts';
import { OrganisationReportSchema } from '../../../server/api/organisation.ts';
import { attributeRows, attributesOf, badAttribute } from '../../../builder/src/designer/pages/admin/unit-attributes.ts';

const zh = auditWords['zh-CN'];

describe('entries of the audit in words', () => {
  it('names what was done, and shows the code of what it has no word for', () => {
    expect([actionWord(zh, 'data.disclose'), actionWord(zh, 'made.up'), actionWord(auditWords.en, 'login')]).toEqual(['读个人数据', 'made.up', 'Signed in']);
  });

  it('tells how many persons, never their marks', () => {
    expect(detailWords(zh, { fields: ['name', 'card'], use: 'options', subjects: ['a', 'b'], odd: { x: 1 } })).toEqual([
      { name: '列', value: 'name、card' }, { name: '用途', value: '查选项' }, { name: '涉及的人', value: '2 人' }, { name: 'odd', value: '{"x":1}' },
    ]);
    expect(detailWords(zh, undefined)).toEqual([]);
  });
});

describe('an import of an organisation', () => {
  it.each(['zh-CN', 'en'] as const)('names every column of its files in %s', (locale) => {
    const words = organisationTexts[locale];
    const columns = OrganisationReportSchema.properties.bad.items.properties.column.enum;
    expect(columns.map((column) => words[`column_${column}`])).toEqual(columns.map(() => expect.stringMatching(locale === 'en' ? /^[A-Z][a-z]+$/ : /^[\u4E00-\u9FFF]+$/)));
    expect(words.column_roles).toBe(locale === 'en' ? 'Roles' : '角色');
  });
});

describe('attributes of a unit', () => {
  it('keep the kind of values nobody typed over', () => {
    const rows = attributeRows({ inst_id: 'H002', beds: 200, open: true });
    const typed = rows.map((row) => (row.name === 'beds' ? { ...row, value: '210' } : row));
    expect(attributesOf([...typed, { key: 'x', name: ' ', value: 'lost' }])).toEqual({ inst_id: 'H002', beds: '210', open: true });
    expect([attributesOf([]), attributeRows(undefined)]).toEqual([undefined, []]);
  });

  it.each([['inst_id', undefined], ['编号', undefined], ['a b', 'a b'], ['1a', '1a'], ['id', 'id'], ['name', 'name']])('takes %s as a name: wrong is %s', (name, wrong) => {
    expect(badAttribute([{ key: 'a', name, value: '' }])).toBe(wrong);
  });

  it('takes each name once', () => {
    expect(badAttribute([{ key: 'a', name: 'x', value: '' }, { key: 'b', name: 'x', value: '' }])).toBe('x');
  });
});
