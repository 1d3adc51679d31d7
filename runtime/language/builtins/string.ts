import type { Builtin } from './define-builtin.ts';

export const stringFunctions: readonly Builtin[] = [];
