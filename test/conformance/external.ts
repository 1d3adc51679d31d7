import type { DmnExpression, DmnModel } from '../../runtime/dmn/model.ts';
import type { DmnProblem } from '../../runtime/dmn/problems.ts';

/** Names of the decisions that call an external function, themselves or through what they require. */
export function externalDecisions(models: readonly DmnModel[], problems: readonly DmnProblem[]): ReadonlySet<string> {
  const names = new Set(problems.filter((problem) => problem.code === 'SCN_DMN_EXTERNAL').map((problem) => String(problem.details['of'])));
  const nodes = models.flatMap((model) => [
    ...model.decisions.map(({ name, id, logic, requiredDecisions, requiredKnowledge }) => ({ name, id, logic, needs: [...requiredDecisions, ...requiredKnowledge] })),
    ...model.knowledgeModels.map(({ name, id, logic, requiredKnowledge }) => ({ name, id, logic: logic as DmnExpression | null, needs: requiredKnowledge })),
  ]);
  const nameOf = new Map(nodes.map((node) => [node.id, node.name]));
  for (let before = -1; before !== names.size; ) {
    before = names.size;
    for (const node of nodes) if (node.needs.some((href) => names.has(nameOf.get(href.slice(href.lastIndexOf('#') + 1)) ?? ''))) names.add(node.name);
  }
  return names;
}
