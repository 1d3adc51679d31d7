import type { Builtin } from './define-builtin.ts';

export const ownFunctions: readonly Builtin[] = [];
