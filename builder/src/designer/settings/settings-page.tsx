import type { ComponentType } from 'react';
import { useCallback, useState } from 'react';
import type { Place } from '../../../../runtime/schema/diagnostic.ts';
import { useTexts } from '../../text/locale.tsx';
import { Badge } from '../../ui/chip.tsx';
import { useCheck } from '../document/check-context.tsx';
import { useLook } from '../document/open-place.ts';
import '../formula/formula.css';
import '../pages/shared/page.css';
import '../panel/panel.css';
import { BasesSection } from './bases-section.tsx';
import { ConnectionsSection } from './connections-section.tsx';
import { GeneralSection } from './general-section.tsx';
import { ListsSection } from './lists-section.tsx';
import { ParametersSection } from './parameters-section.tsx';
import { RightsSection } from './rights-section.tsx';
import { RolesSection } from './roles-section.tsx';
import { useSettings, type SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { TextsSection } from './texts-section.tsx';
import './settings.css';

interface Section {
  readonly id: 'general' | 'roles' | 'parameters' | 'bases' | 'lists' | 'texts' | 'connections' | 'rights';
  readonly Body: ComponentType<{ readonly desk: SettingsDesk }>;
  /** Pointers whose problems belong to the section. */
  readonly roots: readonly string[];
  readonly count?: (desk: SettingsDesk) => number;
}

const size = (record: object | undefined): number => Object.keys(record ?? {}).length;

const SECTIONS: readonly Section[] = [
  { id: 'general', Body: GeneralSection, roots: ['/title', '/purpose', '/icon', '/tags', '/zone', '/calendar', '/synthetic', '/recording'] },
  { id: 'roles', Body: RolesSection, roots: ['/roles'], count: ({ scenario }) => size(scenario.roles) },
  { id: 'parameters', Body: ParametersSection, roots: ['/parameters'], count: ({ scenario }) => size(scenario.parameters) },
  { id: 'bases', Body: BasesSection, roots: ['/bases'], count: ({ scenario }) => size(scenario.bases) },
  { id: 'lists', Body: ListsSection, roots: ['/lists'], count: ({ scenario }) => size(scenario.lists) },
  { id: 'texts', Body: TextsSection, roots: ['/texts'], count: ({ scenario }) => size(scenario.texts) },
  { id: 'connections', Body: ConnectionsSection, roots: ['/connections'], count: ({ scenario }) => size(scenario.connections) },
  { id: 'rights', Body: RightsSection, roots: [] },
];

function sectionIn(hash: string): Section {
  return SECTIONS.find(({ id }) => `#${id}` === hash) ?? (SECTIONS[0] as Section);
}

/** Everything of a scenario that is not a flow, form, page or dataset. The part shown is in the address, so that it can be linked. */
export function SettingsPage() {
  const text = useTexts(settingsTexts);
  const desk = useSettings();
  const check = useCheck();
  const [chosen, setChosen] = useState(() => sectionIn(window.location.hash));
  const problemsOf = ({ roots }: Section): number => check.diagnostics.filter((one) => one.severity !== 'info' && roots.some((root) => one.place.path === root || one.place.path.startsWith(`${root}/`))).length;
  const choose = (section: Section): void => {
    window.history.replaceState(window.history.state, '', `#${section.id}`);
    setChosen(section);
  };
  const look = useCallback(({ path }: Place) => {
    const section = SECTIONS.find(({ roots }) => roots.some((root) => path === root || path.startsWith(`${root}/`)));
    if (section !== undefined) setChosen(section);
  }, []);
  useLook(look);
  return (
    <div className="settings-page">
      <nav className="settings-nav" aria-label={text.sections} data-region="">
        <h2>{text.settings}</h2>
        {SECTIONS.map((section) => {
          const problems = problemsOf(section);
          return (
            <button key={section.id} type="button" className="list-row" onClick={() => choose(section)} {...(section.id === chosen.id ? { 'aria-current': 'page' as const } : {})}>
              <span className="list-row-words"><b>{text[section.id]}</b></span>
              {problems > 0 ? <span title={text.problems(problems)}><Badge tone="warn">!{problems}</Badge></span> : null}
              <span className="ui-quiet">{section.count?.(desk)}</span>
            </button>
          );
        })}
      </nav>
      <div className="settings-body" data-region="" tabIndex={-1}>
        {desk.readOnly ? <p className="note-bar">{text.readOnly}</p> : null}
        <chosen.Body key={chosen.id} desk={desk} />
      </div>
    </div>
  );
}
