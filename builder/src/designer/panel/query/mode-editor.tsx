import { useTexts } from '../../../text/locale.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import { useDesk } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { queryTexts } from './query-text.ts';

type Mode = 'many' | 'one' | 'count';
type Config = Readonly<Record<string, unknown>>;

const MODES: readonly Mode[] = ['many', 'one', 'count'];

function modeOf(config: Config): Mode {
  return config['count'] === true ? 'count' : config['one'] === true ? 'one' : 'many';
}

/** Settings without a meaning in a mode. */
const WITHOUT: Readonly<Record<Mode, readonly string[]>> = { many: [], one: ['limit', 'page'], count: ['fields', 'orderBy', 'limit', 'page', 'offset'] };

export function withoutMeaning(config: Config): readonly string[] {
  return WITHOUT[modeOf(config)];
}

/** Whether a query gives rows, one row, or only how many there are. */
export function ModeEditor() {
  const desk = useDesk();
  const text = useTexts(queryTexts);
  const mode = modeOf(desk.node.config);
  const choose = (next: string) => {
    const { one: _one, count: _count, ...rest } = desk.node.config;
    if (!desk.readOnly && next !== mode) desk.set([], { ...rest, ...(next === 'many' ? {} : { [next]: true }) }, text.give);
  };
  return (
    <EntryFrame title={text.give} help={{ many: text.manyHint, one: text.oneHint, count: text.countHint }[mode]} problems={[...desk.problemsAt(['one']), ...desk.problemsAt(['count'])]}>
      <SegmentedControl size="small" label={text.give} value={mode} options={MODES.map((id) => ({ id, label: { many: text.many, one: text.one, count: text.count }[id] }))} onChange={choose} />
    </EntryFrame>
  );
}
