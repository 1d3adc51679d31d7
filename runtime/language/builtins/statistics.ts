import type { Builtin } from './define-builtin.ts';

export const statisticFunctions: readonly Builtin[] = [];
