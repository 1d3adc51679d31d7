import { useCallback } from 'react';
import { useLocation } from 'wouter';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useScenarioTabs } from '../app/places.ts';
import { findInFlows } from '../canvas/find-in-flow.ts';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocument } from '../document/document-context.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { findAmong, type Candidate } from './candidates.ts';
import type { SearchDeeds } from './search-host.tsx';
import { searchTexts } from './search-text.ts';
import { SearchWindow, type Find, type Found } from './search-window.tsx';
import { MOST_UNTYPED, placeCandidates, useScenarioCandidates, useStudioCandidates } from './studio-candidates.ts';

export interface ScenarioSearchProps extends SearchDeeds {
  /** The tab that is open. */
  readonly tab: string;
  /** Deeds of the page it is opened on. */
  readonly actions?: readonly { readonly id: string; readonly label: string; readonly keys: string; readonly run: () => void }[];
  /** Shows a node whose flow is open. */
  readonly goTo: (node: string) => void;
}

const NO_ACTIONS: NonNullable<ScenarioSearchProps['actions']> = [];

/** The pages that the scenario itself has: of results, figures and papers. */
function ownPages(scenario: Scenario, locale: Locale): readonly { readonly id: string; readonly title: string }[] {
  return Object.entries(scenario.pages).map(([id, page]) => ({ id, title: scenarioText(scenario, page.title ?? `@${id}`, locale) ?? id }));
}

/** The search within a scenario: every node of every flow by name, id and whatever stands in it, every command, and every page; names by pinyin too. */
export function ScenarioSearch({ tab, actions = NO_ACTIONS, goTo, onClose, onNew }: ScenarioSearchProps) {
  const text = useTexts(searchTexts);
  const { locale } = useLocale();
  const { id, scenario, openFlow } = useDocument();
  const types = useNodeTypes();
  const [, navigate] = useLocation();
  const tabs = useScenarioTabs(id);
  const scenarios = useScenarioCandidates();
  const { pages, deeds } = useStudioCandidates(onNew);
  const find = useCallback<Find>((typed, spell) => {
    const nodes = findInFlows(scenario, locale, typed, spell).map(({ flow, node, title, words }, index): Found => {
      const type = types.get(scenario.flows[flow]?.nodes[node]?.type ?? '');
      return {
        key: `${flow}/${node}/${index}`,
        words: title,
        ...(words === undefined ? {} : { inside: words }),
        end: node,
        tile: { category: type?.category ?? 'flow', icon: type?.icon ?? 'puzzle' },
        run: () => {
          openFlow(flow);
          setTimeout(() => goTo(node), 0);
        },
      };
    });
    const others = scenarios.filter(({ key }) => key !== `/s/${id}`);
    const rest: readonly Candidate[] = [
      ...actions.map((action): Candidate => ({ key: action.id, words: action.label, end: action.keys, run: action.run })),
      ...placeCandidates(tabs.filter((one) => one.id !== tab), text.ofTab, navigate),
      ...ownPages(scenario, locale).map((page): Candidate => ({ key: `/page/${page.id}`, words: page.title, end: text.ofPage, names: [page.id], run: () => navigate(`/s/${id}/pages/${encodeURIComponent(page.id)}`) })),
      ...(typed.trim() === '' ? others.slice(0, MOST_UNTYPED) : others),
      ...deeds,
      ...pages,
    ];
    return [...nodes, ...findAmong(rest, typed, spell)];
  }, [id, scenario, locale, types, openFlow, goTo, actions, tabs, tab, scenarios, pages, deeds, navigate, text]);
  return <SearchWindow hint={text.hintNodes} find={find} onClose={onClose} />;
}
