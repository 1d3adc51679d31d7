import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScenarioError } from '../../../runtime/errors.ts';
import { readForm } from '../../../runtime/nodes/form-answer.ts';
import type { FormField } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { faultWords } from '../../../runtime/schema/text-kind/fault-words.ts';
import { idCardCheck } from '../../../runtime/schema/text-kind/identifiers.ts';
import { cleanKind, kindFault, TEXT_KINDS, type TextFault, type TextKind } from '../../../runtime/schema/text-kind/text-kind.ts';
import type { PortalField, PortalForm } from '../../../server/api/portal.ts';
import { firstEntries } from '../../../builder/src/portal/form/entry.ts';
import { createEvaluate } from '../../../builder/src/portal/form/formula.ts';
import { validateForm } from '../../../builder/src/portal/form/validate.ts';

const TODAY = '2026-01-20';
const fault = (kind: TextKind, text: string) => kindFault(kind, cleanKind(kind, text), TODAY);

describe('a text of a kind', () => {
  it.each<[TextKind, string, string]>([
    ['id-card', '11010519491231002X', '11010519491231002X'],
    ['id-card', '１１０１０５ 19491231 002ｘ', '11010519491231002X'],
    ['uscc', '91350100m000100y43', '91350100M000100Y43'],
    ['mobile', '+86 138-0013-8000', '13800138000'],
    ['mobile', '１３８００１３８０００', '13800138000'],
    ['phone', '０５７１－８７６５４３２１', '0571-87654321'],
    ['phone', '13800138000', '13800138000'],
    ['phone', '12345', '12345'],
    ['phone', '400-123-4567', '400-123-4567'],
    ['email', ' name@example.com ', 'name@example.com'],
    ['postcode', '310000', '310000'],
    ['bank-card', '4111 1111 1111 1111', '4111111111111111'],
    ['plate', '浙a·12345', '浙A12345'],
    ['plate', '浙AD12345', '浙AD12345'],
  ])('%s: %s is taken as %s', (kind, typed, kept) => {
    expect([cleanKind(kind, typed), fault(kind, typed)]).toEqual([kept, null]);
  });

  it.each<[TextKind, string, TextFault]>([
    ['id-card', '1101051949123100', 'length'],
    ['id-card', '11010519491231002A', 'signs'],
    ['id-card', '1101051949123100X2', 'signs'],
    ['id-card', '99010519491231002X', 'region'],
    ['id-card', '11010519490231002X', 'date'],
    ['id-card', `11010520991231002${idCardCheck('11010520991231002')}`, 'date'],
    ['id-card', '110105194912310021', 'check'],
    ['uscc', '91350100M000100Y4', 'length'],
    ['uscc', '91350100I000100Y43', 'signs'],
    ['uscc', '91350100M000100Y44', 'check'],
    ['mobile', '1380013800', 'length'],
    ['mobile', '12800138000', 'check'],
    ['mobile', '1380013800a', 'signs'],
    ['phone', '0571-123', 'signs'],
    ['email', 'name@example', 'signs'],
    ['postcode', '31000', 'length'],
    ['bank-card', '4111111111111112', 'check'],
    ['plate', '浙AI2345', 'signs'],
  ])('%s: %s is refused for its %s', (kind, typed, why) => {
    expect(fault(kind, typed)).toBe(why);
  });

  it('every fault has words in both languages', () => {
    for (const kind of TEXT_KINDS) for (const why of ['length', 'signs', 'region', 'date', 'check'] as const) {
      const words = faultWords(kind, why);
      expect([words['zh-CN'], words.en].every((text) => text.length > 3)).toBe(true);
    }
  });
});

const onServer = (field: FormField, given: Json): unknown => {
  try {
    return readForm({ fields: [field], evaluated: [], data: { x: given }, tools: { fromJson: (value: Json) => value, toJson: (value: unknown) => value as Json }, scenario: { lists: {}, zone: 'Asia/Shanghai' }, at: new Date().toISOString(), useDefaults: false }).json['x'];
  } catch (error) {
    return error instanceof ScenarioError ? 'refused' : String(error);
  }
};
const inPortal = (field: FormField, typed: string): unknown => {
  const form: PortalForm = { title: '', fields: [{ ...(field as PortalField), title: 'x', optional: false }], facts: [], outcomes: [], scope: {}, schema: {} };
  const { answer, flaws } = validateForm(form, { ...firstEntries(form.fields), x: typed }, createEvaluate(form));
  return flaws.length > 0 ? 'refused' : answer['x'];
};

describe('the portal and the server', () => {
  const signs = fc.array(fc.constantFrom(...Array.from('0123456789Xx１２３ＡＢ浙A-－ ·@.+（）')), { maxLength: 20 }).map((all) => all.join(''));
  const near = fc.constantFrom('11010519491231002X', '91350100M000100Y43', '13800138000', '0571-87654321', 'name@example.com', '310000', '4111111111111111', '浙A12345', 'ＡＢ-12', 'AB-12');
  const wide = near.map((text) => Array.from(text).map((sign) => (/[!-~]/.test(sign) ? String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0) : sign)).join(''));

  it('take and refuse the same, whatever is typed', () => {
    fc.assert(fc.property(fc.oneof(signs, near, wide), fc.option(fc.constantFrom(...TEXT_KINDS), { nil: undefined }), (typed, kind) => {
      fc.pre(typed.trim() !== '');
      const field: FormField = { id: 'x', type: 'string', ...(kind === undefined ? { pattern: '[A-Z]{2}-\\d{2}' } : { kind }) };
      expect(inPortal(field, typed)).toEqual(onServer(field, typed));
    }), { numRuns: 1500 });
  });

  it('narrow what a pattern would refuse, and leave alone what it asks for', () => {
    const plain: FormField = { id: 'x', type: 'string', pattern: '[A-Z]{2}-\\d{2}' };
    const wideSigns: FormField = { id: 'x', type: 'string', pattern: '（\\d{4}）浙字\\d+号' };
    expect([onServer(plain, ' ＡＢ－１２ '), onServer(wideSigns, '（2026）浙字1号'), onServer(plain, 'ab')]).toEqual(['AB-12', '（2026）浙字1号', 'refused']);
  });

  it('check the cells of a table by their kind', () => {
    const table: FormField = { id: 'x', type: 'list', widget: 'table', columns: [{ id: 'id', type: 'string', kind: 'id-card' }] };
    expect([onServer(table, [{ id: '11010519491231002ｘ' }]), onServer(table, [{ id: '110105194912310021' }])]).toEqual([[{ id: '11010519491231002X' }], 'refused']);
  });
});
