import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { CategoryTile } from '../../../ui/category-tile.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { useNodeTypes } from '../../document/catalogue.ts';
import { isRecord, pointer } from '../../document/pointer.ts';
import { nodeTitle } from '../../document/scenario-text.ts';
import type { ConfigSchema } from '../../panel/entry.ts';
import { changeWords, type ChangeWords, type WordsDesk } from './change-words.ts';
import type { ChangeGroup } from './compare.ts';
import { memberKeys, type ContentDifference } from './members.ts';
import { TableChanges } from './table-changes.tsx';
import { RestoreButtons } from './restore-button.tsx';
import { isTableConfig } from './table-diff.ts';
import { diffText, type Piece } from './text-diff.ts';
import { versionTexts } from './version-text.ts';

const TONES = { added: 'ok', changed: 'warn', removed: 'err' } as const;
const MOST = 60;

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map((piece, at) => (piece.kind === 'removed' ? <del key={at}>{piece.text}</del> : piece.kind === 'added' ? <ins key={at}>{piece.text}</ins> : <span key={at}>{piece.text}</span>));
}

function BeforeAfter({ before, after }: Pick<ChangeWords, 'before' | 'after'>) {
  return (
    <>
      {before === undefined ? null : <del>{before}</del>}
      {before === undefined || after === undefined ? null : ' → '}
      {after === undefined ? null : <ins>{after}</ins>}
    </>
  );
}

function Line({ group, change, desk }: { readonly group: ChangeGroup; readonly change: ContentDifference; readonly desk: WordsDesk }) {
  const text = useTexts(versionTexts);
  const { place, before, after } = changeWords(group, change, desk);
  const pieces = typeof change.before === 'string' && typeof change.after === 'string' ? diffText(before ?? '', after ?? '') : undefined;
  const mark = change.before === undefined ? 'added' : 'removed';
  return (
    <li>
      <span className="change-place">{place}</span>
      {change.kind === 'moved' ? (
        <span><Chip tone="warn">{text.rowMoved}</Chip> {text.movedTo(Number(change.before), Number(change.after))}</span>
      ) : (
        <span>
          {change.kind === 'member' ? <><Chip tone={TONES[mark]}>{mark === 'added' ? text.markAdded : text.markRemoved}</Chip> </> : null}
          {pieces === undefined ? <BeforeAfter before={before} after={after} /> : <Pieces pieces={pieces} />}
        </span>
      )}
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

/** What came or went as a whole, value by value and member by member, so that nobody has to read it as text. */
function leaves(change: ContentDifference): readonly ContentDifference[] {
  const { path, before, after } = change;
  const whole = before ?? after;
  if (change.kind !== undefined || (before !== undefined && after !== undefined)) return [change];
  const side = (value: unknown) => ({ before: before === undefined ? undefined : value, after: after === undefined ? undefined : value });
  const keys = memberKeys(whole);
  if (Array.isArray(whole) && keys !== undefined && keys.length > 0) return keys.map((key, at) => ({ path: path + pointer(key), ...side(whole[at]), kind: 'member' }));
  if (!isRecord(whole)) return [change];
  const inner = Object.entries(whole).flatMap(([key, value]) => leaves({ path: path + pointer(key), ...side(value) }));
  return inner.length === 0 ? [change] : inner;
}

const IN_TABLE = /^\/flows\/[^/]+\/nodes\/[^/]+\/config\/(rules|inputs|outputs)(\/|$)/;

/** Line by line; rules and columns of a decision table as a table. */
function GroupChanges({ group, scenario, before }: { readonly group: ChangeGroup; readonly scenario: Scenario; readonly before: Scenario }) {
  const { locale } = useLocale();
  const types = useNodeTypes();
  const desk: WordsDesk = { before, after: scenario, locale, schemaOf: (type) => types.get(type)?.config as ConfigSchema | undefined };
  const configs = [before, scenario].map((version) => (group.flow === undefined ? undefined : version.flows[group.flow]?.nodes[group.name]?.config));
  const [old, now] = configs;
  const asTable = isTableConfig(old) && isTableConfig(now) && group.changes.some(({ path }) => IN_TABLE.test(path));
  const lines = (asTable ? group.changes.filter(({ path }) => !IN_TABLE.test(path)) : group.changes).flatMap(leaves);
  return (
    <>
      {asTable ? <TableChanges before={old} after={now} flow={group.flow ?? ''} node={group.name} scenario={scenario} /> : null}
      {lines.length === 0 ? null : <ul>
        {lines.slice(0, MOST).map((change) => (
          <Line key={`${change.path} ${change.kind ?? ''}`} group={group} change={change} desk={desk} />
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
