import type { DatasetField, FormField, Mask } from './field.ts';

/** What the words or the look of a question or column say of a person; `mask` fits its values, absent where masked values could not be used. */
export interface PersonalKind {
  readonly mask?: Mask;
}

const KINDS: readonly (readonly [mask: Mask, words: RegExp])[] = [
  ['id-card', /身份证|证件号|护照|(?<![a-z])(id_?card|id_?no|identity|passport)(?![a-z])/i],
  ['phone', /手机|电话|联系方式|(?<![a-z])(phone|mobile|tel|telephone)(?![a-z])/i],
  ['name', /姓名|申请人|当事人|负责人|经办人|联系人|患者|车主|户主|监护人|^\s*(full |your )?name\s*$/i],
  ['all', /住址|地址|户籍|邮箱|银行卡|病历|(?<![a-z])(address|e-?mail|bank_?account)(?![a-z])/i],
];
const SURE: ReadonlySet<Mask> = new Set<Mask>(['id-card', 'phone']);
/** Kinds of text that tell a person apart; the code of an enterprise and a postcode do not. */
const OF_TEXT_KIND: Readonly<Partial<Record<NonNullable<FormField['kind']>, Mask>>> = { 'id-card': 'id-card', mobile: 'phone', phone: 'phone', email: 'all', 'bank-card': 'all', plate: 'all' };
const PERSON_LOOKS: Readonly<Record<string, PersonalKind>> = { person: { mask: 'all' }, signature: {}, location: {} };

function kindOf(texts: readonly string[]): Mask | undefined {
  return KINDS.find(([, words]) => texts.some((text) => words.test(text)))?.[0];
}

/** What an answer says about a person, by how it is asked. @param title in any language */
export function personalAnswer({ id, type, widget, kind, pattern = '' }: FormField, title: string): PersonalKind | undefined {
  const look = PERSON_LOOKS[widget ?? ''];
  if (look !== undefined) return look;
  if (type !== 'string' && type !== 'integer') return undefined;
  if (kind !== undefined) { const mask = OF_TEXT_KIND[kind]; return mask === undefined ? undefined : { mask }; }
  if (pattern.includes('{17}')) return { mask: 'id-card' };
  if (/^\^?1.*\{(10|9)\}/.test(pattern)) return { mask: 'phone' };
  const mask = kindOf([title, id]);
  return mask === undefined ? undefined : { mask };
}

type ColumnFacts = Pick<DatasetField, 'id'> & Partial<Pick<DatasetField, 'type' | 'personal' | 'mask' | 'sharing' | 'level'>>;

/**
 * How a column that is about a person is best masked; undefined for a column that is not. A column that nobody marked is
 * taken for one only when its words leave no doubt: identity numbers and telephone numbers.
 */
export function personalColumn(column: ColumnFacts, title: string, subject?: string): Mask | undefined {
  const mask = kindOf([title, column.id]);
  const isMarked = column.personal === true || column.mask !== undefined || column.sharing === 'none' || column.level === 'L3' || column.level === 'L4' || column.id === subject;
  if (isMarked) return column.mask ?? mask ?? 'all';
  return mask !== undefined && SURE.has(mask) && (column.type === undefined || column.type === 'string' || column.type === 'integer') ? mask : undefined;
}
