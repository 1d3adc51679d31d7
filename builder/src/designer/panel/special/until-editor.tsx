import { useTexts } from '../../../text/locale.tsx';
import { Select } from '../../../ui/select.tsx';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { useDesk } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { AddButton, ItemBox } from '../entries/list-entries.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { panelTexts } from '../panel-texts.ts';

type Until = { readonly after?: string; readonly workingDays?: string; readonly at?: string; readonly event?: string; readonly key?: string; readonly do?: string; readonly port?: string; readonly to?: unknown };

const KINDS = ['after', 'workingDays', 'at', 'event'] as const;
type Kind = (typeof KINDS)[number];
const FIRST: Readonly<Record<Kind, Until>> = { after: { after: 'duration("PT4H")' }, workingDays: { workingDays: '3' }, at: { at: '' }, event: { event: '', key: '' } };
const DEEDS = ['leave', 'remind', 'escalate', 'reassign'] as const;

function kindOf(until: Until): Kind {
  return KINDS.find((kind) => until[kind] !== undefined) ?? 'after';
}

function UntilBox({ until, index, ports }: { readonly until: Until; readonly index: number; readonly ports: readonly string[] }) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const kind = kindOf(until);
  const titles: Readonly<Record<Kind, string>> = { after: text.untilAfter, workingDays: text.untilDays, at: text.untilAt, event: text.untilEvent };
  const path = ['until', index];
  const act = until.do ?? 'leave';
  const change = (next: Kind) => desk.set(path, { ...FIRST[next], ...(until.do === undefined ? {} : { do: until.do }), ...(until.port === undefined ? {} : { port: until.port }), ...(until.to === undefined ? {} : { to: until.to }) }, text.until);
  return (
    <>
      <Select label={text.until} hideLabel isDisabled={desk.readOnly} value={kind} options={KINDS.map((id) => ({ id, label: titles[id] }))} onChange={(id) => change(id as Kind)} />
      {kind === 'event' ? (
        <EntryFrame title={text.eventName}>
          <LineInput label={text.eventName} mono value={until.event ?? ''} readOnly={desk.readOnly} onCommit={(next) => desk.set([...path, 'event'], next, text.eventName)} />
        </EntryFrame>
      ) : null}
      <FormulaInput label={kind === 'event' ? text.eventKey : titles[kind]} value={(kind === 'event' ? until.key : until[kind]) ?? ''} scope={desk.scope} readOnly={desk.readOnly} outside={desk.problemsAt([...path, kind === 'event' ? 'key' : kind])} onChange={(next) => desk.set([...path, kind === 'event' ? 'key' : kind], next, text.until)} />
      <div className="entry-two">
        <Select label={text.untilDo} isDisabled={desk.readOnly} value={act} options={DEEDS.map((id) => ({ id, label: text[`untilDo_${id}`] }))} onChange={(id) => desk.set([...path, 'do'], id === 'leave' ? undefined : id, text.untilDo)} />
        {act === 'leave' ? (
          <EntryFrame title={text.untilPort}>
            <LineInput label={text.untilPort} mono value={until.port ?? ''} readOnly={desk.readOnly} placeholder={ports[0] ?? 'out'} onCommit={(next) => desk.set([...path, 'port'], next === '' ? undefined : next, text.untilPort)} />
          </EntryFrame>
        ) : null}
      </div>
    </>
  );
}

/** What may end or interrupt a wait: deadlines first, then events. */
export function UntilEditor() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const list = (desk.node.config['until'] ?? []) as readonly Until[];
  const ports = (desk.info?.ports ?? []).map((port) => port.id);
  const put = (next: readonly Until[]) => desk.set(['until'], next.length === 0 ? undefined : next, text.until);
  return (
    <EntryFrame title={text.until} problems={desk.problemsAt(['until'])}>
      {list.map((until, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- deadlines have no id
        <ItemBox key={index} title={`${index + 1}`} {...(desk.readOnly ? {} : { onRemove: () => put(list.toSpliced(index, 1)) })}>
          <UntilBox until={until} index={index} ports={ports} />
        </ItemBox>
      ))}
      <AddButton label={text.add} isDisabled={desk.readOnly} onPress={() => put([...list, FIRST.after])} />
    </EntryFrame>
  );
}
