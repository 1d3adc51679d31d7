import { LRLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { FEEL_COLOURS } from './colours.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { parserOf } from './parsers.ts';

const languageData = { closeBrackets: { brackets: ['(', '[', '{', '"'] }, commentTokens: { line: '//' } };
const languages: Readonly<Record<FormulaKind, LRLanguage>> = {
  expression: LRLanguage.define({ name: 'feel', parser: parserOf('expression'), languageData }),
  unary: LRLanguage.define({ name: 'feel-unary', parser: parserOf('unary'), languageData }),
};

/** FEEL with colours for CodeMirror. */
export function feelLanguage(kind: FormulaKind): Extension {
  return [languages[kind], syntaxHighlighting(FEEL_COLOURS)];
}
