import type { Builtin } from './define-builtin.ts';

export const listEditFunctions: readonly Builtin[] = [];
