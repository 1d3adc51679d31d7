import type { Builtin } from './define-builtin.ts';

export const rangeFunctions: readonly Builtin[] = [];
