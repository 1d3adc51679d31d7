import type { Scenario } from '../../../../runtime/schema/scenario.ts';

/** Keys of texts that belong to prescribed parameters and lists: they are as fixed as what they name. */
export function lockedTexts(scenario: Scenario): ReadonlySet<string> {
  const keys = new Set<string>();
  const add = (ref: string | undefined, implicit: string): void => void keys.add(ref?.startsWith('@') === true ? ref.slice(1) : implicit);
  for (const [id, parameter] of Object.entries(scenario.parameters)) if (parameter.lock === 'prescribed') add(parameter.title, `param.${id}`);
  for (const [id, list] of Object.entries(scenario.lists)) {
    if (list.lock !== 'prescribed') continue;
    add(list.title, id);
    for (const item of list.items) keys.add(`${id}.${item}`);
  }
  return keys;
}
