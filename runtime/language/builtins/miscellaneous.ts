import type { Builtin } from './define-builtin.ts';

export const miscellaneousFunctions: readonly Builtin[] = [];
