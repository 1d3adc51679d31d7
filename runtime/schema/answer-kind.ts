import type { FormField } from './field.ts';

/** What the answer of a field is made of, where its value type alone does not say. */
export type AnswerKind = 'files' | 'table' | 'choices' | 'region' | 'location' | 'person' | 'unit' | 'plain';

const OF_LIST: Readonly<Record<string, AnswerKind>> = { file: 'files', photo: 'files', signature: 'files', table: 'table', checks: 'choices' };
const OF_CONTEXT: Readonly<Record<string, AnswerKind>> = { region: 'region', location: 'location', person: 'person', unit: 'unit' };

export function answerKind({ type, widget = '' }: { readonly type: string; readonly widget?: string | undefined }): AnswerKind {
  return (type === 'list' ? OF_LIST[widget] : type === 'context' ? OF_CONTEXT[widget] : undefined) ?? 'plain';
}

/** Looks that only one value type can have. */
export const TYPE_OF_LOOK: Readonly<Record<string, FormField['type']>> = { file: 'list', photo: 'list', signature: 'list', table: 'list', checks: 'list', region: 'context', location: 'context', unit: 'context', scan: 'string' };

/** Yes or no as a choice of two, with neither chosen at first; without this look a tick box asks, which unticked says no. */
export const isYesNo = ({ type, widget }: { readonly type: string; readonly widget?: string | undefined }): boolean => type === 'boolean' && widget === 'radio';

/** A field whose value a formula gives; nobody fills it in. */
export const isComputed = ({ compute }: Pick<FormField, 'compute'>): boolean => compute !== undefined;
