import type { Builtin } from './define-builtin.ts';

export const booleanFunctions: readonly Builtin[] = [];
