import type { Explanation } from '../../../../runtime/schema/explanation.ts';

type TableExplanation = Extract<Explanation, { kind: 'table' }>;

export function tableExplanation(explanation: unknown): TableExplanation | undefined {
  const known = explanation as Explanation | undefined;
  return known?.kind === 'table' ? known : undefined;
}

/** The judgement people look at first: the picked one, else the first. */
export function chiefJudgement(explanation: unknown): TableExplanation['judgements'][number] | undefined {
  const table = tableExplanation(explanation);
  return table?.judgements[table.picked ?? 0] ?? table?.judgements[0];
}

/** Ids of the rules that hit in the judgement people look at. */
export function hitRules(explanation: unknown): readonly string[] {
  return chiefJudgement(explanation)?.rules ?? [];
}
