import { toCsv } from '../../../builder/src/designer/table/import/export-sheet.ts';
import type { AttackClass, Hostile } from '../attack.ts';
import { PASSWORD, type Ground } from '../ground.ts';
import { ask, end, publishScenario, scenarioWith } from './scenario.ts';

/** Cells that one spreadsheet or another runs. */
const FORMULAS = ['=1+1', "=cmd|' /C calc'!A0", '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '\r=1+1', ' =1+1', '\n=1+1', '＝1+1', '＋1+1', '－1+1', '＠SUM(1)', '=HYPERLINK("http://x.example","y")', '=1+1","=1+1', '\u00a0=1+1', '\u3000=1+1', '\ufeff=1+1', '+', '--1', '=', '-1-1', '@', "-1+cmd|' /C calc'!A0"];
const DANGER = /^(?:[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r])/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** The cells of a file as RFC 4180 reads them. */
function cellsOf(file: string): readonly string[] {
  const cells: string[] = [];
  const text = file.replace(/^\uFEFF/, '');
  for (let at = 0; at < text.length;) {
    if (text[at] === '"') {
      let end = at + 1;
      while (end < text.length && !(text[end] === '"' && text[end + 1] !== '"')) end += text[end] === '"' ? 2 : 1;
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 2;
    } else {
      const found = /[,\r\n]/.exec(text.slice(at));
      const end = found ? at + found.index : text.length;
      cells.push(text.slice(at, end));
      at = end + 1;
    }
  }
  return cells;
}

/** Blocked: it is in the file, and no cell of the file would be run. */
function inert(file: string, formula: string): true | string {
  const cells = cellsOf(file);
  const run = cells.find((cell) => DANGER.test(cell) && !NUMBER.test(cell));
  if (run !== undefined) return `a cell is ${JSON.stringify(run.slice(0, 40))}`;
  return cells.some((cell) => cell.includes(formula.trim())) ? true : `it is not in the file, so nothing is proved: ${file.slice(0, 80)}`;
}

interface Door {
  readonly title: string;
  readonly takes?: (formula: string) => boolean;
  readonly read: (formula: string) => Promise<string>;
}

async function must(ground: Ground, method: string, path: string, as: string, body: unknown): Promise<void> {
  const { status, text } = await ground.send({ method, path, as, body });
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
}

/** Every place a formula can be written that is later taken away as a file. */
async function doors(ground: Ground): Promise<readonly Door[]> {
  const { admin, designer, user } = ground.people;
  const fields = [{ id: 'pid', type: 'string' }, { id: 'words', type: 'string', optional: true }];
  await must(ground, 'PUT', '/api/datasets', designer, { definition: { id: 'sheet/cells', title: '格', key: ['pid'], fields } });
  const page = { type: 'blocks', title: '页', roles: ['doctor'], blocks: [{ id: 'list', block: 'list', dataset: 'rows', columns: ['pid', 'words'], export: ['doctor'] }] };
  await publishScenario(ground, scenarioWith('sheets', { ask, end }, { e1: ['ask.out', 'end'] }, { roles: { doctor: '医生' }, datasets: { rows: { own: { title: '行', fields } } }, pages: { desk: page } }));
  for (const [index, formula] of FORMULAS.entries()) {
    for (const dataset of ['sheet/cells', 'sheets/rows']) await must(ground, 'POST', '/api/datasets/rows', designer, { dataset, data: { pid: `P-${index}`, words: formula } });
    await must(ground, 'PUT', '/api/datasets', designer, { definition: { id: `sheet/titles-${index}`, title: formula, key: ['pid'], fields: [{ id: 'pid', type: 'string', title: formula }] } });
    await must(ground, 'POST', '/api/users', admin, { login: `sheet-${index}`, name: formula, password: PASSWORD, role: 'user', duties: [], unit: { id: `S-${index}`, name: formula } });
  }
  const read = (path: string, as: string) => async (): Promise<string> => {
    const { status, text } = await ground.send({ path, as });
    if (status !== 200) throw new Error(`${status} ${text.slice(0, 200)}`);
    return text;
  };
  return [
    { title: 'rows of a dataset', read: read('/api/datasets/rows/export?dataset=sheet/cells', designer) },
    // A title that begins with @ is the name of a text, and stands for nothing when there is none.
    { title: 'titles of columns', takes: (formula) => !formula.startsWith('@'), read: (formula) => read(`/api/datasets/rows/export?dataset=sheet/titles-${FORMULAS.indexOf(formula)}`, designer)() },
    { title: 'a list of a page', read: read('/api/portal/apps/sheets/pages/desk/rows/list/export', user) },
    { title: 'names of people', read: read('/api/organisation/people.csv', admin) },
    { title: 'names of units', read: read('/api/organisation/units.csv', admin) },
    { title: 'a decision table', read: async (formula) => (ground.guarded ? toCsv([['1', formula]]) : `1,${formula}`) },
  ];
}

/** Formulas in what is taken away as CSV, read back. */
export const exports: AttackClass = {
  name: 'exports',
  inputs: async (ground) => {
    const all = await doors(ground);
    ground.unguarded(() => ({ body: FORMULAS.map((formula) => `"${formula.replaceAll('"', '""')}"`).join(',') }));
    return all.flatMap(({ title, read, takes = () => true }) => FORMULAS.filter(takes).map((formula): Hostile => ({ title: `${title} with ${JSON.stringify(formula)}`, try: async () => inert(await read(formula), formula) })));
  },
};
