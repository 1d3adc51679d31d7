import type { RegionDepth } from './depth.ts';
import { ZHEJIANG } from './zhejiang.ts';

/** A division of the country; `code` is one of 2, 4, 6 or 9 digits, each beginning with that of the division it lies in. */
export interface Region {
  readonly code: string;
  readonly name: string;
}

const DIGITS: Readonly<Record<RegionDepth, number>> = { city: 4, county: 6, town: 9 };

const PROVINCE: Region = { code: '33', name: '浙江省' };

/** Length of the code one level further down; undefined below towns. */
const NEXT: Readonly<Record<number, number>> = { 0: 2, 2: 4, 4: 6, 6: 9 };

let known: ReadonlyMap<string, string> | undefined;

function names(): ReadonlyMap<string, string> {
  if (known) return known;
  const found = new Map([[PROVINCE.code, PROVINCE.name]]);
  for (const line of ZHEJIANG.trim().split('\n')) {
    const [head = '', ...towns] = line.split(' ');
    const code = /^\d+/.exec(head)?.[0] ?? '';
    found.set(code, head.slice(code.length));
    for (const town of towns) found.set(code + town.slice(0, 3), town.slice(3));
  }
  return (known = found);
}

/** What lies directly in a division; the province itself for empty text. */
export function regionsIn(parent: string): readonly Region[] {
  const length = NEXT[parent.length];
  return length === undefined ? [] : [...names()].filter(([code]) => code.length === length && code.startsWith(parent)).map(([code, name]) => ({ code, name }));
}

/** The codes from the province down to this one. */
export function regionPath(code: string): readonly string[] {
  return [2, 4, 6, 9].filter((length) => length <= code.length).map((length) => code.slice(0, length));
}

/** The whole name of a division, such as 浙江省杭州市西湖区; undefined when the list has no such code. */
export function regionName(code: string): string | undefined {
  const all = names();
  if (!all.has(code)) return undefined;
  return regionPath(code).map((part) => all.get(part) ?? '').join('');
}

/** Deep enough for the question: nothing further down is asked, or nothing lies there. */
export function isDeepEnough(code: string, depth: RegionDepth): boolean {
  return code.length >= DIGITS[depth] || (code.length >= 4 && regionsIn(code).length === 0);
}
