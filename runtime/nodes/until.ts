import { Type, type Static } from 'typebox';
import type { Json } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import { label } from '../schema/property-text.ts';
import { AssignSchema, candidatesOf } from './assign.ts';
import { choice, closed, feel, key } from './config-parts.ts';
import type { EvaluatedValue, Port } from './define-node.ts';
import type { UntilSpec } from './wait-spec.ts';

const what = {
  do: Type.Optional(choice(['leave', 'remind', 'escalate', 'reassign'], '到时怎么办', 'Then', '离开（默认）、提醒、上报、改派', 'Leave (default), remind, escalate or reassign')),
  port: Type.Optional(key('从哪个出口离开', 'Leave by')),
  to: Type.Optional(AssignSchema),
};

/** E10: `{after | at | event, do, port}`. Exactly one of the three kinds. */
export const UntilSchema = Type.Union([
  Type.Object({ after: feel('过多久', 'After', '时长，例如 PT4H', 'A duration, such as PT4H'), ...what }, { ...closed, ...label('过一段时间', 'After a while') }),
  Type.Object({ workingDays: feel('几个工作日', 'Working days'), ...what }, { ...closed, ...label('过几个工作日', 'After working days') }),
  Type.Object({ at: feel('到什么时候', 'At'), ...what }, { ...closed, ...label('到某个时刻', 'At a time') }),
  Type.Object(
    { event: Type.String({ maxLength: 120, ...label('等什么事件', 'Event') }), key: feel('事件编号', 'Key', '只收这个编号的事件', 'Only events with this key count'), ...what },
    { ...closed, ...label('收到事件', 'On an event') },
  ),
]);
export type Until = Static<typeof UntilSchema>;

export const untilList = (zh: string, en: string) => Type.Array(UntilSchema, { maxItems: 20, ...label(zh, en) });

type Part = { readonly [key: string]: Json };

/** Evaluated `until` entries as the engine wants them; one whose time is not known yet is left out and never fires. */
export function untilSpecs(evaluated: EvaluatedValue | undefined): readonly UntilSpec[] {
  if (!Array.isArray(evaluated)) return [];
  return (evaluated as readonly Part[]).flatMap((part) => {
    const on = conditionOf(part);
    if (on === null) return [];
    const act = (part['do'] ?? 'leave') as UntilSpec['do'];
    return [{
      on,
      do: act,
      ...(act === 'leave' ? { port: textOf(part['port']) ?? 'out' } : {}),
      ...(part['to'] === undefined ? {} : { to: candidatesOf(part['to']) }),
    }];
  });
}

function conditionOf(part: Part): UntilSpec['on'] | null {
  const event = textOf(part['event']);
  if (event !== null) return { kind: 'event', name: event, key: part['key'] ?? null };
  if (typeof part['workingDays'] === 'number') return { kind: 'after', duration: `P${part['workingDays']}D`, workingDays: part['workingDays'] };
  if (typeof part['after'] === 'string') return { kind: 'after', duration: part['after'] };
  return typeof part['at'] === 'string' ? { kind: 'at', at: part['at'] } : null;
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** The ports `until` entries leave by, each once. */
export function untilPorts(until: readonly Until[] | undefined, taken: readonly string[] = []): readonly Port[] {
  const ids = (until ?? []).filter((entry) => (entry.do ?? 'leave') === 'leave').map((entry) => entry.port ?? 'out');
  return [...new Set(ids)].filter((id) => !taken.includes(id)).map((id) => ({ id, title: PORT_TITLES[id] ?? { 'zh-CN': id, en: id } }));
}

const PORT_TITLES: Readonly<Record<string, LocalText>> = {
  out: { 'zh-CN': '下一步', en: 'Next' },
  ignored: { 'zh-CN': '没有处理', en: 'Ignored' },
  timeout: { 'zh-CN': '超时', en: 'Timed out' },
};
