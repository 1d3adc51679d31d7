import { Type, type Static } from 'typebox';
import { KeySchema } from '../schema/ids.ts';
import { label } from '../schema/property-text.ts';
import { AssignSchema, candidatesOf } from './assign.ts';
import { closed, count, text } from './config-parts.ts';
import type { Evaluated, EvaluatedValue } from './define-node.ts';
import type { ClockSpec } from './wait-spec.ts';

const basis = Type.Optional(Type.Array(KeySchema, { maxItems: 20, ...label('依据', 'Basis') }));

const PauseSchema = Type.Object(
  {
    reasons: Type.Optional(Type.Array(text('事由', 'Reason'), { maxItems: 20, ...label('可选的事由', 'Reasons to choose from', '不写：由办理人自己写', 'Without them the person writes one') })),
    maxDays: Type.Optional(count(1, 3650, '最多停几个工作日', 'Working days at most', '到了自动恢复计时', 'Then the clock goes on by itself')),
    basis,
  },
  closed,
);

const ExtensionSchema = Type.Object(
  {
    by: AssignSchema,
    maxDays: count(1, 3650, '一次最多延几天', 'Days at most, each time', '期限按工作日算的，延的也是工作日', 'Working days where the deadline counts them'),
    maxTimes: Type.Optional(count(1, 20, '最多延几次', 'Times at most', '默认 1 次', 'Once by default')),
    basis,
  },
  closed,
);

/** What may move the deadlines of a task: waiting for the applicant, a pause, an extension somebody grants. */
export const TaskClockSchema = Type.Object(
  {
    stops: Type.Optional(Type.Boolean(label('等申请人，不计入时限', 'Waits for the applicant: time does not count', '这一步等着的时候，其他任务的时限停表；它自己的时限照走', 'While this step waits, the deadlines of the other tasks stand still; its own go on'))),
    pause: Type.Optional({ ...PauseSchema, ...label('办理人可以停表', 'The holder may stop the clock') }),
    extension: Type.Optional({ ...ExtensionSchema, ...label('可以申请延期', 'An extension may be asked for') }),
  },
  { ...closed, ...label('停表和延期', 'Stopping and extending') },
);
export type TaskClock = Static<typeof TaskClockSchema>;

/** What the engine keeps of it. Nobody found to decide is said when somebody asks, not before. */
export function clockSpec(config: TaskClock | undefined, evaluated: EvaluatedValue | undefined): { readonly clock?: ClockSpec } {
  if (config === undefined) return {};
  const { stops, pause, extension } = config;
  const by = (evaluated as { readonly extension?: Evaluated } | undefined)?.extension?.['by'];
  return {
    clock: {
      ...(stops === true ? { stops } : {}),
      ...(pause ? { pause } : {}),
      ...(extension ? { extension: { to: decidersOf(by), maxDays: extension.maxDays, maxTimes: extension.maxTimes ?? 1, ...(extension.basis ? { basis: extension.basis } : {}) } } : {}),
    },
  };
}

function decidersOf(by: EvaluatedValue | undefined): readonly string[] {
  try {
    return candidatesOf(by);
  } catch {
    return [];
  }
}
