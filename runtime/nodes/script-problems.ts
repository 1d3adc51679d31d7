import { parse } from 'acorn';
import type { Diagnostic } from '../schema/diagnostic.ts';
import { problem } from './problem.ts';

/** What the engine that runs scripts understands, and no more. */
const EDITION = 2023;

/** Where a text cannot be read as the body of a script: line and column from 1, position from 0. */
interface SyntaxProblem {
  readonly line: number;
  readonly column: number;
  readonly at: number;
  readonly reason: string;
}

function syntaxProblem(code: string): SyntaxProblem | null {
  try {
    parse(`'use strict';${code}`, { ecmaVersion: EDITION, sourceType: 'script', allowReturnOutsideFunction: true });
    return null;
  } catch (error) {
    const { pos, loc, message } = error as { pos?: number; loc?: { line: number; column: number }; message: string };
    if (loc === undefined || pos === undefined) return { line: 1, column: 1, at: 0, reason: 'nested too deeply' };
    const before = "'use strict';".length;
    return { line: loc.line, column: loc.column + 1 - (loc.line === 1 ? before : 0), at: Math.max(0, pos - before), reason: message.replace(/ \(\d+:\d+\)$/, '') };
  }
}

/** A script that cannot be read, with its place; one that gives nothing back. */
export function scriptProblems(code: string): readonly Diagnostic[] {
  const found = syntaxProblem(code);
  if (found) {
    const { line, column, at, reason } = found;
    const said = problem('SCN_SCRIPT_SYNTAX', '/code', `脚本第 ${line} 行第 ${column} 列读不懂：${reason}。请改正那里`, `Line ${line}, column ${column} of the script cannot be read: ${reason}. Mend it there`);
    return [{ ...said, place: { ...said.place, from: at, to: Math.min(code.length, at + 1) } }];
  }
  return /\breturn\b/.test(code) ? [] : [problem('SCN_SCRIPT_NO_RETURN', '/code', '脚本没有 return，后面的步骤什么也得不到。请用 return 给出结果', 'The script has no return, so the steps after it get nothing. Give its result with return')];
}
