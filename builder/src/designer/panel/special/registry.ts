import { AnswerEditor } from '../http/answer-editor.tsx';
import { JoinsEditor } from '../query/joins-editor.tsx';
import { ModeEditor, withoutMeaning } from '../query/mode-editor.tsx';
import { RowsEditor } from '../rows/rows-editor.tsx';
import { ScorecardEditor } from '../scorecard/scorecard-editor.tsx';
import { ScriptEditor } from '../script/script-editor.tsx';
import { StatementEditor } from '../sql/statement-editor.tsx';
import { TrySql } from '../sql/try-sql.tsx';
import { AssignEditor } from './assign-editor.tsx';
import { ClockEditor } from './clock-editor.tsx';
import { CronEditor } from './cron-editor.tsx';
import { FormSummary } from './form-summary.tsx';
import { PublicLinks } from './public-links.tsx';
import type { SpecialEditor } from './special-editor.ts';
import { TableSummary } from './table-summary.tsx';
import { UntilEditor } from './until-editor.tsx';

const table: SpecialEditor = { keys: ['hitPolicy', 'inputs', 'outputs', 'rules'], Editor: TableSummary };
const form: SpecialEditor = { keys: ['fields', 'outcomes'], Editor: FormSummary };
const startForm: SpecialEditor = { keys: ['fields'], Editor: FormSummary };
const publicLinks: SpecialEditor = { keys: [], Editor: PublicLinks, last: true };
const assign: SpecialEditor = { keys: ['assign'], Editor: AssignEditor };
const scorecard: SpecialEditor = { keys: ['start', 'factors', 'grades'], Editor: ScorecardEditor };
const rows: SpecialEditor = { keys: ['dataset', 'hitPolicy', 'order', 'inputs', 'outputs'], Editor: RowsEditor };
const until: SpecialEditor = { keys: ['until'], Editor: UntilEditor };
const clock: SpecialEditor = { keys: ['clock'], Editor: ClockEditor };

const mode: SpecialEditor = { keys: ['one', 'count'], Editor: ModeEditor, without: withoutMeaning };
const joins: SpecialEditor = { keys: ['join'], Editor: JoinsEditor, last: true };
const script: SpecialEditor = { keys: ['code'], Editor: ScriptEditor };
const answer: SpecialEditor = { keys: ['answer'], Editor: AnswerEditor, last: true };
const statement: SpecialEditor = { keys: ['sql'], Editor: StatementEditor };
const trySql: SpecialEditor = { keys: ['columns'], Editor: TrySql, last: true };
const cron: SpecialEditor = { keys: ['cron'], Editor: CronEditor };

/** Hand-written editors by node type, in the order they are shown. */
const SPECIAL: Readonly<Record<string, readonly SpecialEditor[]>> = {
  'data.http': [answer],
  'data.query': [mode, joins],
  'data.sql': [statement, trySql],
  'rule.table': [table],
  'rule.rows': [rows],
  'rule.scorecard': [scorecard],
  'start.form': [startForm, publicLinks],
  'start.schedule': [cron],
  'human.form': [form, assign, until, clock],
  'human.approval': [assign, until, clock],
  'flow.wait': [until],
  'flow.script': [script],
};

export function specialEditors(type: string): readonly SpecialEditor[] {
  return Object.hasOwn(SPECIAL, type) ? (SPECIAL[type] ?? []) : [];
}
