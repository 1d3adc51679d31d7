import { autocompletion, pickedCompletion, type Completion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { completeFormula, type FormulaOption } from './completion.ts';
import type { FormulaKind } from '../../../../runtime/language/reading/feel-tree.ts';
import type { FormulaScope } from './formula-scope.ts';
import { formulaTexts } from './formula-texts.ts';

/** What the editor reads afresh at each key press, so that props may change under it. */
export interface EditorFacts {
  readonly kind: FormulaKind;
  readonly scope: FormulaScope;
  readonly locale: Locale;
  /** In a cell Enter takes what is typed: an offer counts only once it is chosen with arrows, the mouse or Tab. @default false */
  readonly cell?: boolean;
}

type Line = Completion & { readonly option: FormulaOption };

const SIGN: Readonly<Record<FormulaOption['kind'], string>> = { name: '◆', member: '◇', function: 'ƒ', keyword: '·', value: '=' };

function apply(option: FormulaOption) {
  return (view: EditorView, completion: Completion, from: number, to: number) => {
    view.dispatch({
      changes: { from, to, insert: option.insert },
      selection: { anchor: from + (option.caret ?? option.insert.length) },
      annotations: pickedCompletion.of(completion),
      userEvent: 'input.complete',
    });
  };
}

function element(className: string, text: string): HTMLElement {
  const node = document.createElement('span');
  node.className = className;
  node.textContent = text;
  return node;
}

function infoOf(option: FormulaOption, facts: EditorFacts): (() => Node) | undefined {
  if (option.help.length === 0 && !option.mayBeEmpty) return undefined;
  return () => {
    const box = document.createElement('div');
    for (const line of option.help) box.append(element('formula-help', line));
    if (option.mayBeEmpty) box.append(element('formula-empty', formulaTexts[facts.locale].mayBeEmpty));
    return box;
  };
}

function toLine(option: FormulaOption, facts: EditorFacts): Line {
  const info = infoOf(option, facts);
  return { label: option.label, type: option.kind, apply: apply(option), option, ...(info ? { info } : {}) };
}

/** Offers while a word is being typed, after a dot, inside a fresh quote, and whenever asked (Ctrl Space); never while an input method composes. */
function source(facts: () => EditorFacts) {
  return (context: CompletionContext): CompletionResult | null => {
    if (context.view?.composing === true) return null;
    const text = context.state.doc.toString();
    const before = text.slice(0, context.pos);
    if (!context.explicit && !/[\p{L}\p{N}_."]$/u.test(before)) return null;
    if (!context.explicit && /(^|[^\p{L}_])[\p{N}.]+$/u.test(before)) return null;
    // A quote that closes a text asks for nothing.
    if (!context.explicit && before.endsWith('"') && (before.replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 0) return null;
    const now = facts();
    const { from, options } = completeFormula(text, context.pos, now.kind, now.scope, now.locale);
    // Found and ordered here, by title and pinyin too; so the list is asked for anew with every key.
    return options.length === 0 ? null : { from, options: options.map((option) => toLine(option, now)), filter: false };
  };
}

/** The completion list of the pictures: sign, name, title, type, last value. */
export function feelCompletion(facts: () => EditorFacts): Extension {
  const cell = (className: string, text: (option: FormulaOption) => string, position: number) => ({
    render: (completion: Completion) => element(className, text((completion as Line).option)),
    position,
  });
  return autocompletion({
    override: [source(facts)],
    icons: false,
    selectOnOpen: facts().cell !== true,
    maxRenderedOptions: 80,
    tooltipClass: () => 'formula-list',
    addToOptions: [
      cell('formula-sign', (option) => SIGN[option.kind], 20),
      cell('formula-title', (option) => option.title, 60),
      cell('formula-type', (option) => option.type, 70),
      cell('formula-sample', (option) => option.sample, 80),
    ],
  });
}
