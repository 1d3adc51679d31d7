import type { Builtin } from './define-builtin.ts';

export const numericFunctions: readonly Builtin[] = [];
