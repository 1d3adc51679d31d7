import { hoverTooltip } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import type { EditorFacts } from './editor-completion.ts';
import { BUILTINS } from './builtin-help.ts';
import { sampleAt, schemaAt, schemaTitle, schemaTypeName, shortValue } from './formula-scope.ts';
import { formulaTexts } from './formula-texts.ts';

interface Hover {
  readonly from: number;
  readonly to: number;
  readonly head: string;
  readonly rest: string;
}

function pathAround(text: string, at: number): { from: number; path: string[]; to: number } | undefined {
  const before = /[\p{L}\p{N}_.]*$/u.exec(text.slice(0, at))?.[0] ?? '';
  const after = /^[\p{L}\p{N}_]*/u.exec(text.slice(at))?.[0] ?? '';
  const word = before + after;
  return word === '' || /^[\p{N}.]/u.test(word) ? undefined : { from: at - before.length, to: at + after.length, path: word.split('.') };
}

/** What a hover over `at` says: title, type and last value of a name, or the usage of a function. */
export function hoverAt(text: string, at: number, { scope, locale }: EditorFacts): Hover | undefined {
  const builtin = BUILTINS.find(({ name }) => {
    const start = text.lastIndexOf(name, at);
    return start >= 0 && start + name.length >= at && text.charAt(start + name.length).trim() !== '' && /^\s*\(/.test(text.slice(start + name.length));
  });
  if (builtin) {
    const from = text.lastIndexOf(builtin.name, at);
    return { from, to: from + builtin.name.length, head: builtin.usage, rest: locale === 'en' ? builtin.en : builtin.zh };
  }
  const found = pathAround(text, at);
  const schema = found && schemaAt(scope.names, found.path);
  if (!found || !schema) return undefined;
  const sample = sampleAt(scope.samples, found.path);
  const facts = [schemaTitle(schema, locale), schemaTypeName(schema, locale), sample === undefined ? undefined : `${formulaTexts[locale].lastValue} ${shortValue(sample, locale)}`];
  return { from: found.from, to: found.to, head: found.path.join('.'), rest: facts.filter(Boolean).join(' · ') };
}

export function feelHover(facts: () => EditorFacts): Extension {
  return hoverTooltip((view, at) => {
    const hover = hoverAt(view.state.doc.toString(), at, facts());
    if (!hover) return null;
    return {
      pos: hover.from,
      end: hover.to,
      above: true,
      create: () => {
        const dom = document.createElement('div');
        dom.className = 'formula-hover';
        const head = document.createElement('code');
        head.textContent = hover.head;
        const rest = document.createElement('span');
        rest.textContent = hover.rest;
        dom.append(head, rest);
        return { dom };
      },
    };
  });
}
