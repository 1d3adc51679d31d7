import type { ParamKind } from '../builtins/define-builtin.ts';
import type { FeelType } from '../types.ts';

/** Whether a value of `type` can ever fit a parameter; what `fit` of `builtins/invoke.ts` does at run time. */
export function acceptsKind(kind: ParamKind, type: FeelType): boolean {
  if (kind === 'any' || kind === 'list' || type.kind === 'any' || type.kind === 'null' || kind === type.kind) return true;
  if (type.kind === 'list') return acceptsKind(kind, type.of);
  if (kind === 'day') return type.kind === 'date' || type.kind === 'date-time';
  if (kind === 'duration') return type.kind === 'days-time-duration' || type.kind === 'years-months-duration';
  return kind === 'date-time' && type.kind === 'date';
}
