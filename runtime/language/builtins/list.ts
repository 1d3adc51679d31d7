import type { Builtin } from './define-builtin.ts';

export const listFunctions: readonly Builtin[] = [];
