import { describe, expect, it } from 'vitest';
import { columnsOfForm, columnsOfOwn, ownOfColumns, type OwnDataset } from '../../../builder/src/designer/pages/data/own-fields.ts';

const words = (title: string): string => (title === '@plate' ? '号牌' : title === '@book' ? '登记簿' : title);
const was: OwnDataset = {
  own: { title: '@book', fields: [{ id: 'plate', type: 'string', title: '@plate', mask: 'all' }, { id: 'at', type: 'date-time', optional: true }], index: [['at']] },
  subject: 'plate', unique: ['plate'],
};

describe('the fields of an own dataset', () => {
  it('comes back as it was when nothing is changed, with all the editor does not show', () => {
    expect(ownOfColumns('登记簿', columnsOfOwn(was, words), was, words)).toEqual(was);
  });
  it('keeps a title by its words once they are changed', () => {
    const [plate, at] = columnsOfOwn(was, words);
    const changed = ownOfColumns('台账', [{ ...plate!, title: '车牌', subject: false, key: false }, at!], was, words);
    expect(changed).toEqual({ own: { ...was.own, title: '台账', fields: [{ id: 'plate', type: 'string', title: '车牌', mask: 'all' }, was.own.fields[1]] } });
  });
  it('takes what a form asks about persons as personal and masked, and the identity number as whose data a row is', () => {
    const fields = [{ id: 'name', type: 'string', title: '姓名' }, { id: 'id_card', type: 'string', title: '证号', pattern: '^[0-9]{17}[0-9Xx]$' }, { id: 'phone', type: 'string', title: '电话' }, { id: 'home', type: 'string', title: '家庭住址' }, { id: 'place', type: 'context', widget: 'location' }, { id: 'kind', type: 'string', title: '车型' }, { id: 'no', type: 'string', title: '号码', kind: 'mobile' }, { id: 'firm', type: 'string', title: '负责人单位代码', kind: 'uscc' }] as const;
    const made = columnsOfForm(fields, (field) => field.title ?? field.id, []);
    expect(made.map(({ id, privacy, subject }) => [id, privacy, subject])).toEqual([['name', 'name', false], ['id_card', 'id-card', true], ['phone', 'phone', false], ['home', 'all', false], ['place', 'plain', false], ['kind', undefined, false], ['no', 'phone', false], ['firm', undefined, false]]);
    expect(ownOfColumns('登记簿', made, undefined, words)).toMatchObject({ subject: 'id_card', own: { fields: [{ personal: true, mask: 'name' }, { personal: true, mask: 'id-card' }, { mask: 'phone' }, { mask: 'all' }, { personal: true }, { id: 'kind' }, { mask: 'phone' }, { id: 'firm' }] } });
    expect(columnsOfForm(fields, (field) => field.title ?? field.id, columnsOfOwn(was, words)).some(({ subject }) => subject)).toBe(false);
  });
  it('takes a column of every question with an answer that has none yet', () => {
    const fields = [{ id: 'plate', type: 'string' }, { id: 'note', type: 'string', widget: 'static' }, { id: 'photos', type: 'list', widget: 'photo', optional: true }] as const;
    expect(columnsOfForm(fields, ({ id }) => id.toUpperCase(), columnsOfOwn(was, words))).toEqual([{ id: 'photos', title: 'PHOTOS', type: 'list', optional: true, key: false, subject: false }]);
  });
});
