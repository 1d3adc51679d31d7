import { Type, type Static } from 'typebox';
import { ADDRESS_PATTERN, KeySchema } from '../schema/ids.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import { label } from '../schema/property-text.ts';
import { AssignSchema, candidatesOf } from './assign.ts';
import { choice, closed, feel, formulas, key, text } from './config-parts.ts';
import type { EvaluatedValue, Port } from './define-node.ts';
import type { UntilSpec } from './wait-spec.ts';

const what = {
  do: Type.Optional(choice({ leave: ['离开（默认）', 'Leave (default)'], remind: ['提醒', 'Remind'], escalate: ['上报', 'Escalate'], reassign: ['改派', 'Reassign'], mark: ['只标超期', 'Only mark it overdue'] }, '到时怎么办', 'Then')),
  port: Type.Optional(key('从哪个出口离开', 'Leave by', '写任务自己的一个决定，就是到时自动这样决定', 'Naming one of the task’s own outcomes makes that the automatic outcome')),
  to: Type.Optional(AssignSchema),
  values: Type.Optional(formulas('自动决定时填的内容', 'Answers of the automatic outcome')),
  title: Type.Optional(text('这一级叫什么', 'Name of this level', '例如 一级督办', 'Such as first-level supervision')),
  basis: Type.Optional(Type.Array(KeySchema, { maxItems: 20, ...label('时限的依据', 'Basis of the time limit') })),
};

const when = {
  due: Type.Optional(choice({ this: ['这就是办理期限', 'This is the deadline'], before: ['到期前', 'Before it is due'], after: ['超期后', 'Once it is overdue'] }, '和到期的关系', 'Relation to the deadline')),
  since: Type.Optional(feel('从什么时候算起', 'Counted from', '不写：从任务开始时算', 'Without it: from the moment the task begins')),
};

/** E10: `{after | workingDays | workingHours | at | event, do, port}`. Exactly one of the kinds. */
export const UntilSchema = Type.Union([
  Type.Object({ after: feel('过多久', 'After', '时长，例如 PT4H', 'A duration, such as PT4H'), ...when, ...what }, { ...closed, ...label('过一段时间', 'After a while') }),
  Type.Object({ workingDays: feel('几个工作日', 'Working days'), ...when, ...what }, { ...closed, ...label('过几个工作日', 'After working days') }),
  Type.Object({ workingHours: feel('几个工作小时', 'Working hours', '只算工作日历的上班时间', 'Only the office hours of the calendar count'), ...when, ...what }, { ...closed, ...label('过几个工作小时', 'After working hours') }),
  Type.Object({ at: feel('到什么时候', 'At'), due: Type.Optional(Type.Literal('this', label('这就是办理期限', 'This is the deadline'))), ...what }, { ...closed, ...label('到某个时刻', 'At a time') }),
  Type.Object(
    { event: Type.String({ maxLength: 120, ...label('等什么事件', 'Event') }), key: feel('事件编号', 'Key', '只收这个编号的事件', 'Only events with this key count'), from: Type.Optional(Type.Array(Type.String({ pattern: ADDRESS_PATTERN, maxLength: 120, ...label('方案编号', 'Scenario id') }), { maxItems: 20, ...label('还接受哪些方案发来的', 'Also from scenarios', '本方案和接口发来的总是接受', 'Those of this scenario and of the API always count') })), ...what },
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
      ...(part['due'] === undefined ? {} : { due: part['due'] as NonNullable<UntilSpec['due']> }),
      ...(typeof part['since'] === 'string' ? { since: part['since'] } : {}),
      ...(part['values'] === undefined ? {} : { values: part['values'] as JsonObject }),
      ...(typeof part['title'] === 'string' ? { title: part['title'] } : {}),
      ...(Array.isArray(part['basis']) ? { basis: part['basis'] as readonly string[] } : {}),
    }];
  });
}

/** Null when a formula it needs gave nothing: what is counted from is then not known. */
function conditionOf(part: Part): UntilSpec['on'] | null {
  const event = textOf(part['event']);
  if (event !== null) return { kind: 'event', name: event, key: part['key'] ?? null, ...(Array.isArray(part['from']) ? { from: part['from'] as readonly string[] } : {}) };
  if (part['since'] === null) return null;
  const { workingDays, workingHours, after, at } = part;
  if (typeof workingDays === 'number') return { kind: 'after', duration: `P${workingDays}D`, workingDays };
  if (typeof workingHours === 'number') return { kind: 'after', duration: `PT${workingHours}H`, workingHours };
  if (typeof after === 'string') return { kind: 'after', duration: after };
  return typeof at === 'string' ? { kind: 'at', at } : null;
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
