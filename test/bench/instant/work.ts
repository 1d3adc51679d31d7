/** The work both sides do: a shipping-fee decision of eight rules, one formula, one result. */

export interface Input {
  readonly age: number;
  readonly income: number;
  readonly area: '城' | '乡';
  readonly members: number;
}

export interface Decision {
  /** The rule that hit. */
  readonly rule: string;
  readonly grade: string;
  readonly share: number;
  readonly amount: number;
}

/** As a person would write it by hand. */
export function decide(input: Input): Decision {
  const perHead = input.income / input.members;
  const rule = ruleOf(input, perHead);
  return { ...rule, amount: rule.share * input.members };
}

function ruleOf({ age, area }: Input, perHead: number): { rule: string; grade: string; share: number } {
  if (age < 18 && perHead < 1000) return { rule: 'R1', grade: 'A', share: 600 };
  if (age >= 70 && perHead < 1000) return { rule: 'R2', grade: 'A', share: 550 };
  if (area === '乡' && perHead < 800) return { rule: 'R3', grade: 'B', share: 400 };
  if (area === '城' && perHead < 1000) return { rule: 'R4', grade: 'B', share: 380 };
  if (perHead >= 1000 && perHead <= 1500 && age >= 60) return { rule: 'R5', grade: 'C', share: 200 };
  if (perHead >= 1000 && perHead <= 1500) return { rule: 'R6', grade: 'C', share: 150 };
  if (area === '乡' && perHead < 2000) return { rule: 'R7', grade: 'D', share: 50 };
  return { rule: 'R8', grade: 'E', share: 0 };
}

/** Inputs that meet every rule. */
export const INPUTS: readonly Input[] = [
  { age: 10, income: 2400, area: '城', members: 3 },
  { age: 75, income: 1800, area: '城', members: 2 },
  { age: 40, income: 1400, area: '乡', members: 2 },
  { age: 40, income: 1900, area: '城', members: 2 },
  { age: 65, income: 2600, area: '城', members: 2 },
  { age: 35, income: 4500, area: '乡', members: 3 },
  { age: 35, income: 3600, area: '乡', members: 2 },
  { age: 50, income: 9000, area: '城', members: 3 },
];

const rule = (id: string, when: Record<string, string>, grade: string, share: number) => ({ id, when, then: { grade: JSON.stringify(grade), share: String(share) } });

/** The same decision as a scenario. */
export function scenario(recording: 'all' | 'none'): Record<string, unknown> {
  return {
    format: 1, id: `instant-${recording}`, title: 'Instant', purpose: 'Benchmark', zone: 'Asia/Shanghai', calendar: 'cn', recording,
    bases: {}, parameters: {}, roles: { anyone: 'Anyone' }, lists: {}, datasets: {},
    flows: {
      main: {
        nodes: {
          ask: { type: 'start.form', title: 'Ask', config: { roles: [], fields: [
            { id: 'age', type: 'integer', title: 'Age' }, { id: 'income', type: 'number', title: 'Income' },
            { id: 'area', type: 'string', title: 'Area', enum: ['城', '乡'] }, { id: 'members', type: 'integer', title: 'Members' },
          ] } },
          grade: { type: 'rule.table', title: 'Grade', config: {
            hitPolicy: 'FIRST',
            inputs: [{ id: 'age', expr: 'ask.age' }, { id: 'area', expr: 'ask.area' }, { id: 'head', expr: 'ask.income / ask.members' }],
            outputs: [{ id: 'grade', type: 'string', enum: ['A', 'B', 'C', 'D', 'E'] }, { id: 'share', type: 'number' }],
            rules: [
              rule('R1', { age: '< 18', head: '< 1000' }, 'A', 600), rule('R2', { age: '>= 70', head: '< 1000' }, 'A', 550),
              rule('R3', { area: '"乡"', head: '< 800' }, 'B', 400), rule('R4', { area: '"城"', head: '< 1000' }, 'B', 380),
              rule('R5', { age: '>= 60', head: '[1000..1500]' }, 'C', 200), rule('R6', { head: '[1000..1500]' }, 'C', 150),
              rule('R7', { area: '"乡"', head: '< 2000' }, 'D', 50), rule('R8', {}, 'E', 0),
            ],
          } },
          total: { type: 'rule.expression', title: 'Total', config: { values: [{ id: 'amount', expr: 'grade.share * ask.members' }] } },
          done: { type: 'output.page', title: 'Done', config: { text: 'Grade {grade.grade}', explain: ['grade'] } },
        },
        edges: { e1: ['ask.out', 'grade'], e2: ['grade.out', 'total'], e3: ['total.out', 'done'] },
      },
    },
    pages: {}, texts: {}, layout: { main: {} },
  };
}
