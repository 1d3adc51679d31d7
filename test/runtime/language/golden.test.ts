import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate } from './evaluate.ts';

interface Case {
  readonly title: string;
  readonly source: string;
  readonly expected: string;
}

/** `# title`, then pairs of a line of source and a line `==> text`; a malformed file fails with its line. */
function readCases(path: URL): Case[] {
  const cases: Case[] = [];
  let title = '';
  let source: string | null = null;
  readFileSync(path, 'utf8').split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    if (line.startsWith('# ')) title = line.slice(2);
    else if (!line.startsWith('==> ')) source = line;
    else if (source === null) throw new Error(`line ${index + 1}: a result without a source`);
    else {
      cases.push({ title, source, expected: line.slice(4) });
      source = null;
    }
  });
  return cases;
}

/** `standard` goes through the functions and forms of DMN 1.5, chapter 10, at their edges; `expressions` is about what is ours. */
describe.each(['expressions', 'standard'])('golden %s', (file) => {
  it.each(readCases(new URL(`golden/${file}.txt`, import.meta.url)))('$title: $source', ({ source, expected }) => {
    const { generated, interpreted } = evaluate(source);
    expect({ generated, interpreted }).toEqual({ generated: expected, interpreted: expected });
  });
});
