import { useTexts } from '../../../text/locale.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { useDesk } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { AddButton, ItemBox } from '../entries/list-entries.tsx';
import { UntilBox } from './until-box.tsx';
import { sentenceOf, type Entry } from './until-entry.ts';
import { untilTexts } from './until-texts.ts';

const FIRST: Readonly<Record<'task' | 'wait', Entry>> = { task: { workingDays: '5', do: 'mark' }, wait: { after: 'duration("PT4H")' } };

/** Ports a person chooses, by the type of the node. */
function outcomesOf(type: string, config: Readonly<Record<string, unknown>>): readonly string[] {
  if (type === 'human.approval') return ['approve', 'reject', ...(config['return'] === true ? ['return'] : [])];
  return ((config['outcomes'] ?? []) as readonly { readonly port: string }[]).map((outcome) => outcome.port);
}

/** What may end or interrupt a wait, each told in one sentence. */
export function UntilEditor() {
  const desk = useDesk();
  const text = useTexts(untilTexts);
  const { type, config } = desk.node;
  const list = (config['until'] ?? []) as readonly Entry[];
  const outcomes = outcomesOf(type, config);
  const isTask = type !== 'flow.wait';
  const portTitle = (id: string) => desk.info?.ports.find((port) => port.id === id)?.title[desk.locale] ?? id;
  const roleTitle = (id: string) => scenarioText(desk.scenario, desk.scenario.roles[id], desk.locale) ?? id;
  const put = (next: readonly Entry[]) => desk.set(['until'], next.length === 0 ? undefined : next, text.title);
  const move = (index: number, by: -1 | 1) => {
    const entry = list[index];
    if (entry && index + by >= 0 && index + by < list.length) put(list.toSpliced(index, 1).toSpliced(index + by, 0, entry));
  };
  return (
    <EntryFrame title={text.title} problems={desk.problemsAt(['until'])}>
      {list.map((entry, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- deadlines have no id
        <ItemBox key={index} title={sentenceOf(entry, text, { role: roleTitle, port: portTitle }, outcomes)} {...(desk.readOnly ? {} : { onRemove: () => put(list.toSpliced(index, 1)), onMove: (by) => move(index, by) })}>
          <UntilBox entry={entry} path={['until', index]} put={(next) => desk.set(['until', index], next, text.title)} outcomes={outcomes} portTitle={portTitle} isTask={isTask} />
          <Problems path={['until', index]} />
        </ItemBox>
      ))}
      <AddButton label={text.add} isDisabled={desk.readOnly} onPress={() => put([...list, FIRST[isTask ? 'task' : 'wait']])} />
    </EntryFrame>
  );
}

/** What is wrong with an entry as a whole, or with a part that has no editor of its own. */
function Problems({ path }: { readonly path: readonly (string | number)[] }) {
  const desk = useDesk();
  const problems = [...desk.problemsAt(path), ...desk.problemsAt([...path, 'due'])];
  return problems.length === 0 ? null : <EntryFrame title="" problems={problems}>{null}</EntryFrame>;
}
