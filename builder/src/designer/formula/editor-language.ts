import { HighlightStyle, LRLanguage, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import type { Extension } from '@codemirror/state';
import { parserOf, type FormulaKind } from './feel-tree.ts';

const languageData = { closeBrackets: { brackets: ['(', '[', '{', '"'] }, commentTokens: { line: '//' } };
const languages: Readonly<Record<FormulaKind, LRLanguage>> = {
  expression: LRLanguage.define({ name: 'feel', parser: parserOf('expression'), languageData }),
  unary: LRLanguage.define({ name: 'feel-unary', parser: parserOf('unary'), languageData }),
};

/** Names in the data hue, words and operators in the rule hue, text in the form hue: the hues of the node categories. */
const colours = HighlightStyle.define([
  { tag: tags.string, color: 'var(--c-form)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--c-output)' },
  { tag: [tags.controlKeyword, tags.operatorKeyword, tags.definitionKeyword, tags.compareOperator, tags.arithmeticOperator, tags.modifier], color: 'var(--c-rule)' },
  { tag: [tags.variableName, tags.propertyName, tags.self], color: 'var(--c-data)' },
  { tag: [tags.function(tags.variableName), tags.standard(tags.function(tags.variableName))], color: 'var(--accent)' },
  { tag: [tags.lineComment, tags.blockComment], color: 'var(--ink-3)' },
]);

/** FEEL with colours for CodeMirror. */
export function feelLanguage(kind: FormulaKind): Extension {
  return [languages[kind], syntaxHighlighting(colours)];
}
