import type { Builtin } from './define-builtin.ts';

export const temporalFunctions: readonly Builtin[] = [];
