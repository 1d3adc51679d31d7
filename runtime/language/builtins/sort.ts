import type { Builtin } from './define-builtin.ts';

export const sortFunctions: readonly Builtin[] = [];
