import { describe, expect, it } from 'vitest';
import { CountedClasses, MARK, type Members } from '../../../server/services/sharing/counted/classes.ts';
import { CountedLedger, type MarkedRows } from '../../../server/services/sharing/counted/ledger.ts';
import { columnMark, heldMark, idMark } from '../../../server/services/sharing/counted/marks.ts';

const mark = (n: number) => String(n).padStart(MARK, '0');
const rows = (from: number, to: number, weight = 1): Members => new Map(Array.from({ length: to - from }, (_, n) => [mark(from + n), weight]));
const AT = '2022-02-18T00:00:00Z';

/** Seeded, so that a failure comes again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

describe('classes of rows that were counted together', () => {
  it('never get smaller than the least size, whatever is asked', () => {
    const classes = new CountedClasses();
    const next = random(7);
    const answered: (readonly string[])[] = [];
    for (let n = 0; n < 3000; n += 1) {
      const [from, size] = [Math.floor(next() * 60), Math.floor(next() * 60)];
      const members = rows(from, Math.min(60, from + size));
      if (!classes.holds(members, 5)) continue;
      classes.tell(members, { at: AT, held: 'h', figures: { n } });
      answered.push([...members.keys()]);
    }
    expect(answered.length).toBeGreaterThan(5);
    // Rows with the same signature stand together in every linear combination of the answers.
    const signatures = new Map<string, number>();
    for (let n = 0; n < 60; n += 1) {
      const signature = answered.map((marks) => (marks.includes(mark(n)) ? 1 : 0)).join('');
      if (signature.includes('1')) signatures.set(signature, (signatures.get(signature) ?? 0) + 1);
    }
    expect(Math.min(...signatures.values())).toBeGreaterThanOrEqual(5);
  });

  it('count a row that stands twice apart from those that stand once', () => {
    const classes = new CountedClasses();
    expect(classes.holds(rows(0, 20), 5)).toBe(true);
    expect(classes.holds(new Map([...rows(0, 20), ...rows(3, 4, 2)]), 5)).toBe(false);
    expect(classes.holds(rows(0, 4, 9), 5)).toBe(false);
  });

  it('are the same after they were kept', () => {
    const classes = new CountedClasses();
    classes.tell(rows(0, 20), { at: AT, held: 'h', figures: { a: 1 } });
    classes.tell(rows(0, 10), { at: AT, held: 'h', figures: { a: 2 } });
    const again = new CountedClasses(JSON.parse(JSON.stringify(classes.keep())));
    expect([again.rows, again.holds(rows(0, 9), 5), again.holds(rows(10, 20), 5), again.nearest(rows(0, 9), ['a'], 5)?.figures, again.nearest(rows(0, 9), ['b'], 5)]).toEqual([20, false, true, { a: 2 }, null]);
    expect(again.tell(rows(0, 20), { at: AT, held: 'h', figures: { a: 1 } })).toBe(false);
  });

  it('are forgotten once none of their rows is left', () => {
    const classes = new CountedClasses();
    classes.tell(rows(0, 10), { at: AT, held: 'h', figures: { a: 1 } });
    classes.tell(rows(10, 20), { at: AT, held: 'h', figures: { a: 2 } });
    classes.forget((one) => one >= mark(15));
    expect([classes.rows, classes.nearest(rows(0, 10), ['a'], 5), classes.nearest(rows(10, 20), ['a'], 5)?.figures]).toEqual([10, null, { a: 2 }]);
  });
});

describe('classes by what rows held and by which they are', () => {
  const row = (n: number, cost = n, version = 1) => ({ id: `P-${n}`, version, data: { pid: `P-${n}`, cost } });
  const some = (from: number, to: number, changed: readonly number[] = []) => Array.from({ length: to - from }, (_, n) => row(from + n, changed.includes(from + n) ? 1000 : from + n));
  const marked = (of: readonly ReturnType<typeof row>[]): MarkedRows => ({ held: new Map(of.map((one) => [heldMark('s', one), 1])), ids: new Map(of.map((one) => [idMark('s', one), 1])), columns: new Map([['cost', new Map(of.map((one) => [columnMark('s', ['cost', 'integer'], one), 1]))]]) });
  const told = (): CountedLedger => {
    const ledger = new CountedLedger();
    ledger.tell(marked(some(0, 40)));
    return ledger;
  };

  it('know a row by what it holds, whatever its version', () => {
    const ledger = new CountedLedger(JSON.parse(JSON.stringify(told().keep())));
    expect(ledger.holds(marked(some(0, 40).map((one) => ({ ...one, version: 9 }))), 5)).toBe(true);
    expect(ledger.holds(marked(some(0, 40, [3])), 5)).toBe(false);
    expect(ledger.holds(marked(some(0, 40, [3, 4, 5, 6, 7])), 5)).toBe(true);
  });

  it('let nobody be left out because rows changed', () => {
    const ledger = told();
    const changed = some(0, 40, [0, 1, 2, 3, 4, 5]);
    expect(ledger.holds(marked(changed.filter(({ id }) => id !== 'P-3')), 5)).toBe(false);
    expect(ledger.tell(marked(changed))).toBe(true);
    ledger.forget(marked(changed));
    expect([ledger.rows, ledger.holds(marked(changed.filter(({ id }) => id !== 'P-3')), 5), ledger.holds(marked(changed), 5)]).toEqual([40, false, true]);
    ledger.forget(marked([]));
    expect([ledger.rows, ledger.keep().ids.join(''), ledger.keep().columns['cost']?.join('')]).toEqual([0, '', '']);
  });

  it('know a value that changed among rows that changed elsewhere', () => {
    const ledger = new CountedLedger(JSON.parse(JSON.stringify(told().keep())));
    const moved = (more: readonly number[]) => some(0, 40, [3]).map((one) => (more.some((n) => one.id === `P-${n}`) ? { ...one, data: { ...one.data, county: 'D' } } : one));
    expect(ledger.holds(marked(moved([4, 5, 6, 7])), 5)).toBe(false);
    expect(ledger.holds(marked(some(0, 40).map((one) => ({ ...one, data: { ...one.data, county: 'D' } }))), 5)).toBe(true);
    expect(columnMark('s', ['cost', 'decimal'], { id: 'a', version: 1, data: { cost: '1.5' } })).toBe(columnMark('s', ['cost', 'decimal'], { id: 'a', version: 2, data: { cost: '1.50', county: 'D' } }));
  });

  it('never tell figures of what rows held before beside those of what they hold now', () => {
    const ledger = new CountedLedger();
    const [at, later] = [AT, '2022-03-01T00:00:00Z'];
    const first = marked(some(0, 20));
    const changed = Array.from({ length: 40 }, (_, n) => row(n, 1000));
    const now = marked(changed.slice(0, 20));
    ledger.tell(first, { at, figures: { sum: 190 } });
    ledger.tell(first, { at, figures: { avg: 9.5 } });
    expect(ledger.nearest(first, ['sum', 'avg'], 5)?.figures).toEqual({ sum: 190, avg: 9.5 });
    // What they hold now stood together already, in figures of more rows and of the others.
    ledger.tell(marked(changed));
    ledger.tell(marked(changed.slice(20)));
    const again = new CountedLedger(JSON.parse(JSON.stringify(ledger.keep())));
    again.tell(now, { at: later, figures: { avg: 1000 } });
    expect([again.nearest(now, ['sum'], 5), again.nearest(now, ['avg'], 5)]).toEqual([null, expect.objectContaining({ at: later, figures: { avg: 1000 } })]);
    again.tell(now, { at: later, figures: { sum: 20_000 } });
    expect(again.nearest(now, ['sum', 'avg'], 5)?.figures).toEqual({ sum: 20_000, avg: 1000 });
  });
});
