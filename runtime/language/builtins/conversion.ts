import type { Builtin } from './define-builtin.ts';

export const conversionFunctions: readonly Builtin[] = [];
