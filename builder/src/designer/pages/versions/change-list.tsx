import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { CategoryTile } from '../../../ui/category-tile.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { ChangeLines, TONES } from '../../changes/change-lines.tsx';
import { changeTexts } from '../../changes/change-text.ts';
import type { ChangeGroup } from '../../changes/compare.ts';
import { groupTitle } from '../../changes/group-title.ts';
import { useNodeTypes } from '../../document/catalogue.ts';
import { RestoreButtons } from './restore-button.tsx';
import { TableChanges } from './table-changes.tsx';
import { isTableConfig } from './table-diff.ts';

function GroupHead({ group, scenario }: { readonly group: ChangeGroup; readonly scenario: Scenario }) {
  const text = useTexts(changeTexts);
  const { locale } = useLocale();
  const types = useNodeTypes();
  const mark = { added: text.markAdded, changed: text.markChanged, removed: text.markRemoved }[group.mark];
  const node = group.flow === undefined ? undefined : scenario.flows[group.flow]?.nodes[group.name];
  const type = types.get(node?.type ?? '');
  const title = groupTitle(group, scenario, locale, text);
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

const IN_TABLE = /^\/flows\/[^/]+\/nodes\/[^/]+\/config\/(rules|inputs|outputs)(\/|$)/;

/** Line by line; rules and columns of a decision table as a table. */
function GroupChanges({ group, scenario, before }: { readonly group: ChangeGroup; readonly scenario: Scenario; readonly before: Scenario }) {
  const configs = [before, scenario].map((version) => (group.flow === undefined ? undefined : version.flows[group.flow]?.nodes[group.name]?.config));
  const [old, now] = configs;
  const asTable = isTableConfig(old) && isTableConfig(now) && group.changes.some(({ path }) => IN_TABLE.test(path));
  const lines = asTable ? group.changes.filter(({ path }) => !IN_TABLE.test(path)) : group.changes;
  return (
    <>
      {asTable ? <TableChanges before={old} after={now} flow={group.flow ?? ''} node={group.name} scenario={scenario} /> : null}
      <ChangeLines group={group} changes={lines} before={before} after={scenario} />
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
