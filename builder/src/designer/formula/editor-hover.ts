import { hoverTooltip } from '@codemirror/view';
import type { Extension } from '@codemirror/state';
import type { EditorFacts } from './editor-completion.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { builtinHelp } from './builtin-help.ts';
import { feelTree, type FeelNode } from '../../../../runtime/language/reading/feel-tree.ts';
import { sampleAt, schemaAt, schemaTypeName, shortValue, titleOfPath } from './formula-scope.ts';
import { formulaTexts } from './formula-texts.ts';
import { namesOf } from './scope-names.ts';

interface Hover {
  readonly from: number;
  readonly to: number;
  readonly head: string;
  readonly rest: string;
}

const NAME = /[\p{L}_][\p{L}\p{N}_]*/u;

function nodeAround(node: FeelNode, at: number): readonly FeelNode[] {
  const child = node.children.find((one) => one.from <= at && at < one.to);
  return child === undefined ? [node] : [node, ...nodeAround(child, at)];
}

function pathAround(text: string, at: number): { from: number; path: string[]; to: number } | undefined {
  const before = /[\p{L}\p{N}_.]*$/u.exec(text.slice(0, at))?.[0] ?? '';
  const after = /^[\p{L}\p{N}_]*/u.exec(text.slice(at))?.[0] ?? '';
  const word = before + after;
  return NAME.exec(word)?.index === 0 ? { from: at - before.length, to: at + after.length, path: word.split('.') } : undefined;
}

function functionAt(around: readonly FeelNode[], locale: Locale): Hover | undefined {
  const call = around.findLast((node) => node.name === 'FunctionInvocation');
  const callee = call?.children[0];
  const help = callee && around.includes(callee) ? builtinHelp(callee.text) : undefined;
  if (!help || !callee) return undefined;
  const words = locale === 'en' ? help.en : help.zh;
  return { from: callee.from, to: callee.to, head: help.signature, rest: [words, ...(help.example === undefined ? [] : [formulaTexts[locale].example(help.example)])].join(' · ') };
}

/** What a hover over `at` says: title, type and last value of a name, or signature and example of a function. */
export function hoverAt(text: string, at: number, { kind, scope, locale }: EditorFacts): Hover | undefined {
  const tree = feelTree(text, kind, namesOf(scope));
  const called = tree && functionAt(nodeAround(tree, at), locale);
  if (called) return called;
  const found = pathAround(text, at);
  const schema = found && schemaAt(scope.names, found.path);
  if (!found || !schema) return undefined;
  const path = found.path.join('.');
  const sample = sampleAt(scope.samples, found.path);
  const facts = [titleOfPath(scope, path, locale), schemaTypeName(schema, locale), sample === undefined ? undefined : `${formulaTexts[locale].lastValue} ${shortValue(sample, locale, 60)}`];
  return { from: found.from, to: found.to, head: path, rest: facts.filter(Boolean).join(' · ') };
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
