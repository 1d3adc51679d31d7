import type { FormField } from '../../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import { nodeTitle, scenarioText } from '../../document/scenario-text.ts';
import type { FormSource } from './own-dialog.tsx';

/** Every form of the scenario, with the words of its questions. */
export function formSources(scenario: Scenario, locale: Locale): readonly FormSource[] {
  return Object.entries(scenario.flows).flatMap(([flow, { nodes }]) =>
    Object.entries(nodes).flatMap(([node, { type, config }]): readonly FormSource[] => {
      const fields = config['fields'];
      if ((type !== 'start.form' && type !== 'human.form') || !Array.isArray(fields)) return [];
      const titleOf = (field: FormField): string => scenarioText(scenario, field.title, locale) ?? scenarioText(scenario, `@${node}.${field.id}`, locale) ?? field.id;
      return [{ id: `${flow}/${node}`, title: nodeTitle(scenario, flow, node, locale), fields: fields as readonly FormField[], titleOf }];
    }),
  );
}
