import type { Case, CaseFile } from '../../../../../runtime/schema/case.ts';
import { sameJson } from '../../document/equal.ts';

/** `run-1`, `run-1-2`, `run-1-3`… */
export function freeCaseId(cases: readonly Case[], wish: string): string {
  let id = wish;
  for (let number = 2; cases.some((item) => item.id === id); number += 1) id = `${wish}-${number}`;
  return id;
}

/** The file without a case just kept; undefined when somebody changed or removed it since. */
export function withoutKept(file: CaseFile, made: Case): CaseFile | undefined {
  const held = file.cases.find((item) => item.id === made.id);
  return held !== undefined && sameJson(held, made) ? { ...file, cases: file.cases.filter((item) => item !== held) } : undefined;
}

/** The file with another name for a case; undefined when it is gone. */
export function withTitle(file: CaseFile, id: string, title: string): CaseFile | undefined {
  return file.cases.some((item) => item.id === id) ? { ...file, cases: file.cases.map((item) => (item.id === id ? { ...item, title } : item)) } : undefined;
}
