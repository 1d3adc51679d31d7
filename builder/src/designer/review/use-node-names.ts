import { useLocale, useTexts } from '../../text/locale.tsx';
import { useContent } from '../document/document-context.tsx';
import { nodeTitle } from '../document/scenario-text.ts';
import { reviewTexts } from './review-text.ts';

/** Stands for the scenario itself among its nodes. */
export const WHOLE = 'scenario';

export interface NodeNames {
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly nameOf: (place: string | undefined) => string;
  readonly has: (place: string) => boolean;
}

/** What a comment may be about: the scenario, and every node of it. */
export function useNodeNames(): NodeNames {
  const text = useTexts(reviewTexts);
  const { locale } = useLocale();
  const scenario = useContent();
  const nodes = Object.entries(scenario.flows).flatMap(([flow, { nodes: inside }]) => Object.keys(inside).map((node) => ({ id: `${flow}/${node}`, label: nodeTitle(scenario, flow, node, locale) })));
  return {
    options: [{ id: WHOLE, label: text.wholeScenario }, ...nodes],
    nameOf: (place) => (place === undefined ? text.wholeScenario : (nodes.find(({ id }) => id === place)?.label ?? text.goneNode(place))),
    has: (place) => nodes.some(({ id }) => id === place),
  };
}
