import { describe, expect, it } from 'vitest';
import { createBackups } from '../../../builder/src/designer/document/backup.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';

function bench() {
  const written: (number | undefined)[] = [];
  const due: (() => void)[] = [];
  const backups = createBackups((unsaved) => written.push(unsaved?.baseVersion), (task) => {
    due.push(task);
    return () => void due.splice(due.indexOf(task), 1);
  });
  return { written, due, flush: backups.flush, put: (version: number | undefined) => backups.put(version === undefined ? undefined : { scenario: blankScenario('s', 't'), base: blankScenario('s', 't'), baseVersion: version }) };
}

describe('backups of a draft', () => {
  it('many edits within the pause are written once, the last of them', () => {
    const { put, written, due } = bench();
    [1, 2, 3].forEach(put);
    expect([written, due.length]).toEqual([[], 1]);
    due[0]?.();
    expect(written).toEqual([3]);
  });
  it('a page that goes writes what waits, once', () => {
    const { put, written, due, flush } = bench();
    put(1);
    flush();
    flush();
    expect([written, due.length]).toEqual([[1], 0]);
  });
  it('all saved: the backup goes at once and what waited is not written', () => {
    const { put, written, due } = bench();
    put(1);
    put(undefined);
    expect([written, due.length]).toEqual([[undefined], 0]);
  });
});
