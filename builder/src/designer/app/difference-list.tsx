import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ChangeLines, TONES } from '../changes/change-lines.tsx';
import { changeTexts } from '../changes/change-text.ts';
import { compareScenarios } from '../changes/compare.ts';
import { groupTitle } from '../changes/group-title.ts';
import { differences } from '../document/diff.ts';
import { pageTexts } from './scenario-text.ts';

/** Two versions of a draft, node by node and part by part in the words of the page of versions; positions and notes by their number. */
export function DifferenceList({ before, after }: { readonly before: Scenario; readonly after: Scenario }) {
  const text = useTexts(pageTexts);
  const words = useTexts(changeTexts);
  const { locale } = useLocale();
  const groups = compareScenarios(before, after);
  const drawn = differences(before, after).filter(({ path }) => /^\/(layout|annotations)(\/|$)/.test(path)).length;
  const marks = { added: words.markAdded, changed: words.markChanged, removed: words.markRemoved };
  if (groups.length === 0 && drawn === 0) return <p className="ui-quiet">{text.nothing}</p>;
  return (
    <div className="change-list difference-list">
      {groups.map((group) => (
        <section key={group.id}>
          <h3>
            {groupTitle(group, group.mark === 'removed' ? before : after, locale, words)}
            <Chip tone={TONES[group.mark]}>{marks[group.mark]}</Chip>
          </h3>
          <ChangeLines group={group} changes={group.changes} before={before} after={after} />
        </section>
      ))}
      {drawn === 0 ? null : <p className="ui-quiet">{words.placeAnd(drawn)}</p>}
    </div>
  );
}
