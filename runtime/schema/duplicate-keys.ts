import { toPointer } from './pointer.ts';

export interface DuplicateKey {
  readonly key: string;
  readonly path: string;
  readonly offset: number;
}

interface Frame {
  readonly keys: Set<string> | null;
  name: string | number;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;

/**
 * Keys that appear twice in one object of a valid JSON text. `JSON.parse` keeps the last and says nothing,
 * which would silently drop a node; so the text itself is scanned once.
 */
export function duplicateKeys(text: string): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  const stack: Frame[] = [];
  let expectKey = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    const top = stack.at(-1);
    if (char === '{' || char === '[') {
      stack.push({ keys: char === '{' ? new Set() : null, name: 0 });
      expectKey = char === '{';
    } else if (char === '}' || char === ']') {
      stack.pop();
      expectKey = false;
    } else if (char === ',') {
      expectKey = top?.keys != null;
      if (top && top.keys === null && typeof top.name === 'number') top.name += 1;
    } else if (char === '"') {
      STRING.lastIndex = at;
      const token = STRING.exec(text)?.[0] ?? '"';
      if (expectKey && top?.keys) {
        const key = JSON.parse(token) as string;
        top.name = key;
        if (top.keys.has(key)) found.push({ key, path: toPointer(stack.map((frame) => frame.name)), offset: at });
        top.keys.add(key);
        expectKey = false;
      }
      at += token.length - 1;
    }
  }
  return found;
}
