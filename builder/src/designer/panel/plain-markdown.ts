/** A block of help text: data for drawing, never HTML. */
export type HelpBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'code'; readonly text: string };

/** A run of words inside a block. */
export interface HelpSpan {
  readonly kind: 'plain' | 'strong' | 'code';
  readonly text: string;
}

/** Headings, paragraphs, lists and fenced code of Markdown; anything else is a paragraph as written. */
export function helpBlocks(source: string): readonly HelpBlock[] {
  const blocks: HelpBlock[] = [];
  const parts = source.replace(/\r\n?/g, '\n').split(/(^```[^\n]*\n[\s\S]*?\n```\s*$)/m);
  for (const part of parts) {
    const code = /^```[^\n]*\n([\s\S]*?)\n```\s*$/.exec(part)?.[1];
    if (code !== undefined) blocks.push({ kind: 'code', text: code });
    else blocks.push(...part.split(/\n\s*\n/).map((text) => text.trim()).filter((text) => text !== '').map(proseBlock));
  }
  return blocks;
}

function proseBlock(text: string): HelpBlock {
  const heading = /^#{1,4}\s+(.*)$/.exec(text)?.[1];
  if (heading !== undefined && !text.includes('\n')) return { kind: 'heading', text: heading };
  const lines = text.split('\n');
  if (lines.every((line) => /^\s*([-*]|\d+[.)])\s+/.test(line))) return { kind: 'list', items: lines.map((line) => line.replace(/^\s*([-*]|\d+[.)])\s+/, '')) };
  return { kind: 'paragraph', text: lines.join(' ') };
}

/** `**bold**` and `` `code` `` of one block. */
export function helpSpans(text: string): readonly HelpSpan[] {
  return text
    .split(/(\*\*[^*]+\*\*|`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part): HelpSpan => {
      if (part.startsWith('**') && part.length > 4) return { kind: 'strong', text: part.slice(2, -2) };
      if (part.startsWith('`') && part.length > 2) return { kind: 'code', text: part.slice(1, -1) };
      return { kind: 'plain', text: part };
    });
}
