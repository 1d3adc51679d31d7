import { Type, type Static } from 'typebox';
import { label } from '../schema/property-text.ts';
import { AssignSchema, tokensIn } from './assign.ts';
import { choice, closed, name } from './config-parts.ts';
import type { EvaluatedValue } from './define-node.ts';
import type { Circle, TaskRights, TaskSpec } from './wait-spec.ts';

const circle = (zh: string, en: string) =>
  Type.Optional(choice({ nobody: ['不允许', 'Nobody'], candidates: ['本来就能办的人', 'The candidates'], unit: ['同单位的人', 'People of the same unit'], duty: ['同角色的人，不限单位', 'People of the same role anywhere'], anyone: ['所有人', 'Anyone'] }, zh, en, '可选的人', 'Who may be chosen'));

/** Properties every human task has: what people may do with it, and who gets a copy. */
export const taskProperties = {
  fallback: Type.Optional(Type.Unsafe<Static<typeof AssignSchema>>({ ...AssignSchema, ...label('找不到人时交给谁', 'If nobody is found', '不填则交给单位负责人', 'Left out: the head of the unit') })),
  copyTo: Type.Optional(Type.Unsafe<Static<typeof AssignSchema>>({ ...AssignSchema, ...label('抄送', 'Copy to', '任务出现时让他们也看到', 'They see the task when it appears') })),
  allow: Type.Optional(
    Type.Object(
      {
        handOver: circle('转办给', 'Hand over to'),
        addSigner: circle('加签给', 'Add as signer'),
        copy: circle('抄送给', 'Send a copy to'),
        comment: Type.Optional(Type.Boolean({ default: true, ...label('可以留言', 'Comments') })),
        returnAny: Type.Optional(Type.Boolean(label('可以退回前面任何一步', 'May return to any earlier step', '退回前面由人办理的步骤，后面的重新办', 'Sends back to an earlier human step; what came after is done again'))),
        returnTo: Type.Optional(Type.Array(name('步骤', 'Step'), { maxItems: 20, ...label('可以退回的步骤', 'Steps it may return to') })),
      },
      { ...closed, ...label('办理时可以', 'People may') },
    ),
  ),
};

interface TaskConfig {
  readonly allow?: {
    readonly handOver?: Circle;
    readonly addSigner?: Circle;
    readonly copy?: Circle;
    readonly comment?: boolean;
    readonly returnAny?: boolean;
    readonly returnTo?: readonly string[];
  };
}

/** Unless the author says otherwise, a task can be handed to someone who may do it anyway, and commented on. */
export function rightsOf({ allow = {} }: TaskConfig): TaskRights {
  return {
    handOver: allow.handOver ?? 'candidates',
    addSigner: allow.addSigner ?? 'nobody',
    copy: allow.copy ?? 'nobody',
    comment: allow.comment ?? true,
    returnTo: allow.returnAny === true ? 'any' : (allow.returnTo ?? []),
  };
}

/** The parts of a task every human node takes from its configuration. */
export function taskParts(config: TaskConfig, input: { readonly [key: string]: EvaluatedValue }): Pick<TaskSpec, 'candidates' | 'fallback' | 'copyTo' | 'rights'> {
  const fallback = tokensIn(input['fallback']);
  const copyTo = tokensIn(input['copyTo']);
  return {
    candidates: tokensIn(input['assign']),
    rights: rightsOf(config),
    ...(fallback.length > 0 ? { fallback } : {}),
    ...(copyTo.length > 0 ? { copyTo } : {}),
  };
}

/** Steps a node of this configuration may send a task back to, as far as it names them. */
export function returnsOf(config: { readonly [key: string]: unknown }): TaskRights['returnTo'] {
  const { allow } = config as TaskConfig;
  return rightsOf(allow ? { allow } : {}).returnTo;
}
