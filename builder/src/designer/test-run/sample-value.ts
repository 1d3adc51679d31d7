import { answerKind } from '../../../../runtime/schema/answer-kind.ts';
import { dayLimit } from '../../../../runtime/schema/date-limit.ts';
import type { FormColumn, FormField } from '../../../../runtime/schema/field.ts';
import { personalAnswer } from '../../../../runtime/schema/personal.ts';
import { regionName, regionsIn } from '../../../../runtime/schema/region/regions.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { choicesOf } from './test-field.ts';

/** What made-up answers are made of. */
export interface SampleFacts {
  readonly scenario: Pick<Scenario, 'lists'>;
  /** ISO day. */
  readonly today: string;
  readonly user: { readonly id: string; readonly name: string; readonly unit: { readonly id: string; readonly name: string } };
  readonly words: { readonly name: string; readonly place: string; readonly text: string; readonly file: string };
}

const IDENTITY = '11010519491231002X';
const MOBILE = '13800000000';
const OF_KIND: Readonly<Record<NonNullable<FormField['kind']>, string>> = { 'id-card': IDENTITY, uscc: '91330000MA27U0Y33D', mobile: MOBILE, phone: MOBILE, email: 'name@example.com', postcode: '310000', 'bank-card': '6222021234567890128', plate: '浙A12345' };
const PICTURE = 'image/png';

const numberOr = (limit: unknown, other: number): number => (typeof limit === 'number' ? limit : typeof limit === 'string' && limit.trim() !== '' && Number.isFinite(Number(limit)) ? Number(limit) : other);

function sampleNumber({ type, min, max }: Pick<FormField, 'type' | 'min' | 'max'>): number | string {
  const least = numberOr(min, Number.NEGATIVE_INFINITY);
  const value = Math.max(least, Math.min(numberOr(max, Number.POSITIVE_INFINITY), 10));
  const whole = type === 'integer' ? Math.ceil(value) : value;
  return type === 'decimal' ? String(whole) : whole;
}

function sampleDay({ min, max }: Pick<FormField, 'min' | 'max'>, today: string): string {
  const limit = (one: unknown): string | undefined => (typeof one === 'string' ? dayLimit(one, today) : undefined);
  const [from, to] = [limit(min), limit(max)];
  return from !== undefined && from > today ? from : to !== undefined && to < today ? to : today;
}

/** A text that its pattern takes, as far as it is known what the pattern asks for; undefined when none was found. */
function sampleText(field: FormField, title: string, { words }: SampleFacts): string | undefined {
  if (field.kind !== undefined) return OF_KIND[field.kind];
  const kind = personalAnswer(field, title)?.mask;
  const likely = kind === 'id-card' ? IDENTITY : kind === 'phone' ? MOBILE : kind === 'name' ? words.name : `${words.text}${title}`;
  const tried = [likely, IDENTITY, MOBILE, words.name, '1', '12', '123', '1234', '12345', '123456', '12345678', '310000', 'A1', 'AB12', '浙A12345', 'a@example.cn', '91330000MA27U0Y33D'].map((text) => Array.from(text).slice(0, field.maxLength ?? 20000).join(''));
  if (field.pattern === undefined) return tried[0];
  try {
    const fits = new RegExp(field.pattern, 'u');
    return tried.find((text) => fits.test(text));
  } catch {
    return undefined;
  }
}

function sampleRegion(depth: FormField['depth']): unknown {
  const steps = depth === 'city' ? 2 : depth === 'town' ? 4 : 3;
  let code = '';
  for (let step = 0; step < steps; step += 1) code = regionsIn(code)[0]?.code ?? code;
  return { code, name: regionName(code) ?? code };
}

const sampleFiles = ({ min }: FormField, name: string): unknown => Array.from({ length: Math.max(1, numberOr(min, 1)) }, (_, index) => ({ id: `sample-${index + 1}`, name: `${name} ${index + 1}.png`, type: PICTURE, bytes: 1024 }));

function sampleCell(column: FormColumn, facts: SampleFacts): unknown {
  return column.enum?.[0] ?? sampleValue({ ...column, title: column.title ?? column.id }, column.title ?? column.id, facts);
}

/** A valid answer to a question; undefined where there can be none: it is computed, or its choices stand in a dataset. */
export function sampleValue(field: FormField, title: string, facts: SampleFacts): unknown {
  const { type } = field;
  if (field.compute !== undefined) return undefined;
  const choices = choicesOf(facts.scenario, field);
  const kind = answerKind(field);
  if (kind === 'choices') return choices?.slice(0, Math.max(1, numberOr(field.min, 1)));
  if (choices !== undefined) return choices[0];
  if (field.options !== undefined && kind !== 'region') return undefined;
  if (kind === 'files') return sampleFiles(field, facts.words.file);
  if (kind === 'table') return Array.from({ length: Math.max(1, numberOr(field.min, 1)) }, () => Object.fromEntries((field.columns ?? []).filter(({ compute }) => compute === undefined).map((column) => [column.id, sampleCell(column, facts)])));
  if (kind === 'region') return field.options === undefined ? sampleRegion(field.depth) : undefined;
  if (kind === 'location') return { name: facts.words.place, lng: 120.15, lat: 30.27 };
  if (kind === 'person') return { id: facts.user.id, name: facts.user.name };
  if (kind === 'unit') return { id: facts.user.unit.id, name: facts.user.unit.name };
  if (type === 'integer' || type === 'number' || type === 'decimal') return sampleNumber(field);
  if (type === 'boolean') return true;
  if (type === 'date') return sampleDay(field, facts.today);
  if (type === 'date-time') return `${sampleDay(field, facts.today)}T09:00:00+08:00`;
  if (type === 'time') return '09:00:00';
  if (type === 'duration') return 'P1D';
  if (type === 'list') return [];
  if (type === 'context') return {};
  return sampleText(field, title, facts);
}
