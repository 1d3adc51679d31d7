import { highlightCode, tagHighlighter, tags } from '@lezer/highlight';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import { parserOf } from './parsers.ts';

/** Names in the data hue, words and operators in the rule hue, text in the form hue: the hues of the node categories, by class. */
export const FEEL_COLOURS = tagHighlighter([
  { tag: tags.string, class: 'feel-text' },
  { tag: [tags.number, tags.bool, tags.null], class: 'feel-value' },
  { tag: [tags.controlKeyword, tags.operatorKeyword, tags.definitionKeyword, tags.compareOperator, tags.arithmeticOperator, tags.modifier], class: 'feel-word' },
  { tag: [tags.variableName, tags.propertyName, tags.self], class: 'feel-name' },
  { tag: [tags.function(tags.variableName), tags.standard(tags.function(tags.variableName))], class: 'feel-call' },
  { tag: [tags.lineComment, tags.blockComment], class: 'feel-note' },
]);

/** A piece of a formula with the class of its hue; '' for none. */
export interface ColouredPiece {
  readonly text: string;
  readonly colour: string;
}

/** A formula as coloured pieces, for showing it without an editor. Line ends are pieces of their own. */
export function colouredPieces(source: string, kind: FormulaKind): readonly ColouredPiece[] {
  const pieces: ColouredPiece[] = [];
  highlightCode(source, parserOf(kind).parse(source), FEEL_COLOURS, (text, colour) => pieces.push({ text, colour }), () => pieces.push({ text: '\n', colour: '' }));
  return pieces;
}
