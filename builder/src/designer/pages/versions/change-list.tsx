import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { CategoryTile } from '../../../ui/category-tile.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { useNodeTypes } from '../../document/catalogue.ts';
import type { Difference } from '../../document/diff.ts';
import { isRecord, parsePointer, pointer } from '../../document/pointer.ts';
import { nodeTitle } from '../../document/scenario-text.ts';
import { shortened } from '../../../../../runtime/schema/cut-text.ts';
import type { ChangeGroup } from './compare.ts';
import { TableChanges } from './table-changes.tsx';
import { RestoreButtons } from './restore-button.tsx';
import { isTableConfig } from './table-diff.ts';
import { diffText } from './text-diff.ts';
import { versionTexts } from './version-text.ts';

const TONES = { added: 'ok', changed: 'warn', removed: 'err' } as const;
const MOST = 60;

function words(value: unknown, absent: string): string {
  if (value === undefined) return absent;
  if (typeof value === 'string') return value === '' ? '""' : value;
  if (isRecord(value) && isRecord(value['when'])) {
    const then = isRecord(value['then']) ? value['then'] : {};
    const pair = (record: Readonly<Record<string, unknown>>): string => Object.entries(record).map(([key, held]) => `${key} ${String(held)}`).join('，');
    return `${pair(value['when'])} → ${pair(then)}`;
  }
  if (Array.isArray(value) && value.length === 2 && value.every((end) => typeof end === 'string')) return value.join(' → ');
  const text = JSON.stringify(value);
  return shortened(text, 200);
}

/** Where inside its node: `config/rules/R3/when/status` without the parts everybody knows. */
function placeWords(group: ChangeGroup, path: string): string {
  const parts = parsePointer(path);
  const inside = group.kind === 'node' ? (parts[0] === 'texts' ? parts.slice(1) : parts.slice(4)) : parts.slice(group.name === 'scenario' ? 0 : 1);
  const shown = group.kind === 'edges' ? inside.slice(2) : inside[0] === 'config' ? inside.slice(1) : inside;
  return shown.join(' › ');
}

function Line({ group, change }: { readonly group: ChangeGroup; readonly change: Difference }) {
  const text = useTexts(versionTexts);
  const pieces = typeof change.before === 'string' && typeof change.after === 'string' ? diffText(change.before, change.after) : undefined;
  return (
    <li>
      <code>{placeWords(group, change.path)}</code>
      <span>
        {pieces !== undefined ? pieces.map((piece, at) => (piece.kind === 'removed' ? <del key={at}>{piece.text}</del> : piece.kind === 'added' ? <ins key={at}>{piece.text}</ins> : <span key={at}>{piece.text}</span>)) : null}
        {pieces !== undefined || change.before === undefined ? null : <del>{words(change.before, text.absent)}</del>}
        {pieces !== undefined || change.before === undefined || change.after === undefined ? null : ' → '}
        {pieces !== undefined || change.after === undefined ? null : <ins>{words(change.after, text.absent)}</ins>}
      </span>
    </li>
  );
}

function GroupHead({ group, scenario }: { readonly group: ChangeGroup; readonly scenario: Scenario }) {
  const text = useTexts(versionTexts);
  const { locale } = useLocale();
  const types = useNodeTypes();
  const mark = { added: text.markAdded, changed: text.markChanged, removed: text.markRemoved }[group.mark];
  const node = group.flow === undefined ? undefined : scenario.flows[group.flow]?.nodes[group.name];
  const type = types.get(node?.type ?? '');
  const parts = { parameters: text.parts_parameters, datasets: text.parts_datasets, bases: text.parts_bases, texts: text.parts_texts, lists: text.parts_lists, roles: text.parts_roles, pages: text.parts_pages, scenario: text.parts_scenario };
  const title = group.kind === 'node' ? nodeTitle(scenario, group.flow ?? 'main', group.name, locale) : group.kind === 'edges' ? text.edges : (parts[group.name as keyof typeof parts] ?? text.other);
  return (
    <h3>
      {group.kind === 'node' ? <CategoryTile size="small" category={type?.category ?? 'flow'} icon={type?.icon ?? 'puzzle'} /> : null}
      {title}
      <Chip tone={TONES[group.mark]}>{mark}</Chip>
      <span className="ui-grow" />
      <RestoreButtons group={group} title={title} />
    </h3>
  );
}

/** What came or went as a whole, value by value, so that nobody has to read it as text. */
function leaves(change: Difference): readonly Difference[] {
  const whole = change.before ?? change.after;
  if (!isRecord(whole) || (change.before !== undefined && change.after !== undefined) || isRecord(whole['when'])) return [change];
  const inner = Object.entries(whole).flatMap(([key, value]) => leaves({ path: change.path + pointer(key), before: change.before === undefined ? undefined : value, after: change.after === undefined ? undefined : value }));
  return inner.length === 0 ? [change] : inner;
}

const IN_TABLE = /^\/flows\/[^/]+\/nodes\/[^/]+\/config\/(rules|inputs|outputs)(\/|$)/;

/** Line by line; rules and columns of a decision table as a table. */
function GroupChanges({ group, scenario, before }: { readonly group: ChangeGroup; readonly scenario: Scenario; readonly before: Scenario }) {
  const configs = [before, scenario].map((version) => (group.flow === undefined ? undefined : version.flows[group.flow]?.nodes[group.name]?.config));
  const [old, now] = configs;
  const asTable = isTableConfig(old) && isTableConfig(now) && group.changes.some(({ path }) => IN_TABLE.test(path));
  const lines = (asTable ? group.changes.filter(({ path }) => !IN_TABLE.test(path)) : group.changes).flatMap(leaves);
  return (
    <>
      {asTable ? <TableChanges before={old} after={now} node={group.name} scenario={scenario} /> : null}
      {lines.length === 0 ? null : <ul>
        {lines.slice(0, MOST).map((change) => (
          <Line key={change.path} group={group} change={change} />
        ))}
        {lines.length > MOST ? <li>+{lines.length - MOST}</li> : null}
      </ul>}
    </>
  );
}

/** Changes gathered by node and part: what it was, what it is. */
export function ChangeList({ groups, scenario, before }: { readonly groups: readonly ChangeGroup[]; readonly scenario: Scenario; readonly before: Scenario }) {
  return (
    <div className="change-list">
      {groups.map((group) => (
        <section key={group.id} data-group={group.id}>
          <GroupHead group={group} scenario={scenario} />
          <GroupChanges group={group} scenario={scenario} before={before} />
        </section>
      ))}
    </div>
  );
}
