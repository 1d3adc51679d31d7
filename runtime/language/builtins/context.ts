import type { Builtin } from './define-builtin.ts';

export const contextFunctions: readonly Builtin[] = [];
