import { compileCondition } from '../../../../../../runtime/language/columns/row-condition.ts';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import { checkFaults, fitsCheck, kindOfCheck, type QualityCheck, type QualityKind } from '../../../../../../runtime/schema/quality.ts';

export const KINDS = ['filled', 'among', 'range', 'pattern', 'unique', 'exists', 'holds', 'sum', 'fresh', 'rows'] as const satisfies readonly QualityKind[];

/** A check as it is being written: everything is text until it is one. */
export interface CheckDraft {
  readonly kind: QualityKind;
  readonly title: string;
  readonly allow: string;
  readonly field: string;
  /** Of `unique` and of the parts of a sum. */
  readonly fields: readonly string[];
  readonly values: string;
  readonly min: string;
  readonly max: string;
  readonly pattern: string;
  readonly dataset: string;
  readonly column: string;
  readonly formula: string;
  readonly days: string;
}

const EMPTY: CheckDraft = { kind: 'filled', title: '', allow: '', field: '', fields: [], values: '', min: '', max: '', pattern: '', dataset: '', column: '', formula: '', days: '' };

const textOf = (value: string | number | undefined): string => (value === undefined ? '' : String(value));

/** An existing check to be changed, or a new one of the first kind. */
export function draftOf(check: QualityCheck | undefined): CheckDraft {
  if (check === undefined) return EMPTY;
  const draft: CheckDraft = { ...EMPTY, kind: kindOfCheck(check), title: check.title ?? '', allow: textOf(check.allow) };
  if (!('kind' in check)) return { ...draft, field: check.total, fields: check.parts };
  switch (check.kind) {
    case 'filled': return { ...draft, field: check.field };
    case 'among': return { ...draft, field: check.field, values: check.values.join('\n') };
    case 'range': return { ...draft, field: check.field, min: textOf(check.min), max: textOf(check.max) };
    case 'pattern': return { ...draft, field: check.field, pattern: check.pattern };
    case 'unique': return { ...draft, fields: check.fields };
    case 'exists': return { ...draft, field: check.field, dataset: check.dataset, column: check.column };
    case 'holds': return { ...draft, formula: check.formula };
    case 'fresh': return { ...draft, field: check.field, days: String(check.days) };
    case 'rows':
    default: return { ...draft, min: textOf(check.min), max: textOf(check.max) };
  }
}

export const fittingFields = ({ fields }: DatasetDefinition, kind: QualityKind): DatasetDefinition['fields'] => fields.filter(({ type }) => fitsCheck(kind, type));

export type DraftFault = 'needField' | 'needFields' | 'needParts' | 'needValues' | 'needLimit' | 'needNumber' | 'needDay' | 'needPattern' | 'needDataset' | 'needFormula' | 'needDays' | 'needShare';

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Whether a check may say how many rows may be wrong. */
export const isPerRow = (kind: QualityKind): boolean => kind !== 'fresh' && kind !== 'rows';

function partsOf(draft: CheckDraft, { fields }: DatasetDefinition): QualityCheck {
  const { kind, field, min, max } = draft;
  const isNumber = ['integer', 'number', 'decimal'].includes(fields.find(({ id }) => id === field)?.type ?? '');
  const limit = (limitText: string): string | number => (PLAIN_NUMBER.test(limitText.trim()) && (isNumber || kind === 'rows') ? Number(limitText) : limitText.trim());
  const limits = { ...(min.trim() === '' ? {} : { min: limit(min) }), ...(max.trim() === '' ? {} : { max: limit(max) }) };
  switch (kind) {
    case 'sum': return { total: field, parts: [...draft.fields] };
    case 'filled': return { kind, field };
    case 'among': {
      const lines = draft.values.split('\n').map((line) => line.trim()).filter((line) => line !== '');
      return { kind, field, values: lines.map((line) => (isNumber && PLAIN_NUMBER.test(line) ? Number(line) : line)) };
    }
    case 'range': return { kind, field, ...limits };
    case 'pattern': return { kind, field, pattern: draft.pattern };
    case 'unique': return { kind, fields: [...draft.fields] };
    case 'exists': return { kind, field, dataset: draft.dataset, column: draft.column };
    case 'holds': return { kind, formula: draft.formula.trim() };
    case 'fresh': return { kind, field, days: Number(draft.days) };
    case 'rows':
    default: return { kind, ...(limits as { min?: number; max?: number }) };
  }
}

const missing: Readonly<Record<QualityKind, (draft: CheckDraft) => DraftFault | undefined>> = {
  filled: ({ field }) => (field === '' ? 'needField' : undefined),
  among: ({ field, values }) => (field === '' ? 'needField' : values.trim() === '' ? 'needValues' : undefined),
  range: ({ field }) => (field === '' ? 'needField' : undefined),
  pattern: ({ field, pattern }) => (field === '' ? 'needField' : pattern === '' ? 'needPattern' : undefined),
  unique: ({ fields }) => (fields.length === 0 || fields.length > 4 ? 'needFields' : undefined),
  exists: ({ field, dataset, column }) => (field === '' ? 'needField' : dataset === '' || column === '' ? 'needDataset' : undefined),
  holds: ({ formula }) => (formula.trim() === '' ? 'needFormula' : undefined),
  sum: ({ field, fields }) => (field === '' || fields.length === 0 ? 'needParts' : undefined),
  fresh: ({ field, days }) => (field === '' ? 'needField' : /^\d{1,5}$/.test(days.trim()) ? undefined : 'needDays'),
  rows: ({ min, max }) => ([min, max].every((limitText) => limitText.trim() === '' || /^\d{1,8}$/.test(limitText.trim())) ? undefined : 'needNumber'),
};

/** The check a draft says, or what is missing first; problems of a condition come with their places. */
export function judgeDraft(definition: DatasetDefinition, draft: CheckDraft): { readonly check?: QualityCheck; readonly fault?: DraftFault; readonly problems: ReturnType<typeof compileCondition>['problems'] } {
  const problems = draft.kind === 'holds' && draft.formula.trim() !== '' ? compileCondition(definition, draft.formula).problems : [];
  const fault = missing[draft.kind](draft);
  if (fault !== undefined) return { fault, problems };
  const share = draft.allow.trim();
  if (isPerRow(draft.kind) && share !== '' && !(PLAIN_NUMBER.test(share) && Number(share) >= 0 && Number(share) <= 100)) return { fault: 'needShare', problems };
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const title = draft.title.trim();
  const check: QualityCheck = { ...partsOf(draft, definition), ...(title === '' ? {} : { title }), ...(isPerRow(draft.kind) && share !== '' && Number(share) > 0 ? { allow: Number(share) } : {}) };
  const [wrong] = checkFaults([check], definition.fields);
  if (wrong === undefined) return { check, problems };
  return { fault: wrong.what === 'limit' ? 'needLimit' : wrong.what === 'number' ? 'needNumber' : wrong.what === 'day' ? 'needDay' : 'needField', problems };
}
