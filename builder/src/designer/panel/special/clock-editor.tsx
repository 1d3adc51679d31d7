import { useTexts } from '../../../text/locale.tsx';
import { Checkbox } from '../../../ui/choice.tsx';
import { BasisPicker } from '../basis-picker.tsx';
import { useDesk, type EntryPath } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { AssignField } from './assign-field.tsx';
import type { AssignPart } from './until-entry.ts';
import { untilTexts } from './until-texts.ts';

interface Clock {
  readonly stops?: boolean;
  readonly pause?: { readonly reasons?: readonly string[]; readonly maxDays?: number; readonly basis?: readonly string[] };
  readonly extension?: { readonly by: AssignPart | readonly AssignPart[]; readonly maxDays: number; readonly maxTimes?: number; readonly basis?: readonly string[] };
}

/** A whole number above 0; anything else leaves what was there. */
function CountLine({ path, title, value, help, optional = false }: { readonly path: EntryPath; readonly title: string; readonly value: number | undefined; readonly help?: string; readonly optional?: boolean }) {
  const desk = useDesk();
  const commit = (next: string) => {
    const count = Number(next);
    if (next.trim() === '' && optional) desk.set(path, undefined, title);
    else if (Number.isInteger(count) && count > 0) desk.set(path, count, title);
  };
  return <EntryFrame title={title} help={help} problems={desk.problemsAt(path)}><LineInput label={title} inputMode="decimal" value={value === undefined ? '' : String(value)} readOnly={desk.readOnly} onCommit={commit} /></EntryFrame>;
}

function Grounds({ path, value }: { readonly path: EntryPath; readonly value: readonly string[] | undefined }) {
  const desk = useDesk();
  const text = useTexts(untilTexts);
  return (
    <EntryFrame title={text.basis} problems={desk.problemsAt(path, true)}>
      <BasisPicker value={value ?? []} readOnly={desk.readOnly} onChange={(next) => desk.set(path, next.length === 0 ? undefined : next, text.basis)} />
    </EntryFrame>
  );
}

/** Reasons as they are written in one line. */
function withReasons(pause: NonNullable<Clock['pause']>, line: string): NonNullable<Clock['pause']> {
  const { reasons: _, ...rest } = pause;
  const reasons = line.split(/[、,，;；]/).map((reason) => reason.trim()).filter((reason) => reason !== '').slice(0, 20);
  return reasons.length === 0 ? rest : { ...rest, reasons };
}

/** What may move the deadlines of a task: the applicant's turn, a stop, an extension. */
export function ClockEditor() {
  const desk = useDesk();
  const text = useTexts(untilTexts);
  const clock = (desk.node.config['clock'] ?? {}) as Clock;
  const { stops, pause, extension } = clock;
  const part = (key: keyof Clock, value: unknown) => {
    const { [key]: _, ...rest } = clock;
    const next = value === undefined ? rest : { ...rest, [key]: value };
    desk.set(['clock'], Object.keys(next).length === 0 ? undefined : next, text.clock);
  };
  return (
    <EntryFrame title={text.clock} problems={[...desk.problemsAt(['clock']), ...desk.problemsAt(['clock', 'pause']), ...desk.problemsAt(['clock', 'extension'])]}>
      <Checkbox value={stops === true} isDisabled={desk.readOnly} onChange={(on) => part('stops', on ? true : undefined)}>{text.stops}</Checkbox>
      {stops ? <p className="entry-help">{text.stopsHint}</p> : null}
      <Checkbox value={pause !== undefined} isDisabled={desk.readOnly} onChange={(on) => part('pause', on ? {} : undefined)}>{text.pause}</Checkbox>
      {pause ? (
        <>
          <EntryFrame title={text.reasons} help={text.reasonsHint} problems={desk.problemsAt(['clock', 'pause', 'reasons'], true)}>
            <LineInput label={text.reasons} value={(pause.reasons ?? []).join(text.names)} readOnly={desk.readOnly} onCommit={(next) => part('pause', withReasons(pause, next))} />
          </EntryFrame>
          <CountLine path={['clock', 'pause', 'maxDays']} title={text.pauseMax} value={pause.maxDays} help={text.pauseMaxHint} optional />
          <Grounds path={['clock', 'pause', 'basis']} value={pause.basis} />
        </>
      ) : null}
      <Checkbox value={extension !== undefined} isDisabled={desk.readOnly} onChange={(on) => part('extension', on ? { by: { role: Object.keys(desk.scenario.roles)[0] ?? '' }, maxDays: 5 } : undefined)}>{text.extension}</Checkbox>
      {extension ? (
        <>
          <AssignField path={['clock', 'extension', 'by']} title={text.decides} value={extension.by} required />
          <div className="entry-two">
            <CountLine path={['clock', 'extension', 'maxDays']} title={text.maxDays} value={extension.maxDays} />
            <CountLine path={['clock', 'extension', 'maxTimes']} title={text.maxTimes} value={extension.maxTimes ?? 1} />
          </div>
          <Grounds path={['clock', 'extension', 'basis']} value={extension.basis} />
        </>
      ) : null}
    </EntryFrame>
  );
}
