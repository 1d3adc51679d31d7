import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { ProblemLine } from '../formula/formula-input.tsx';
import { useTrace } from '../document/trace-context.tsx';
import { CommonSettings } from './common-settings.tsx';
import { ENTRY_EDITORS } from './entries/entry-editors.ts';
import { EntryEditorsContext, EntryList } from './entries/entry-list.tsx';
import { entriesFromSchema, type ConfigSchema, type Entry } from './entry.ts';
import { useDesk } from './entry-desk.tsx';
import { ReadsLine } from './reads/reads-line.tsx';
import { LegalBasis } from './explanation-view.tsx';
import { WhySection } from './why-section.tsx';
import { specialEditors } from './special/registry.ts';
import { groundsOf } from './trace-tab.tsx';

/** Short choices first: what a table's hit policy is comes before its rules, and the dataset before what is done with it. */
function split(entries: readonly Entry[]): readonly [readonly Entry[], readonly Entry[]] {
  const early = entries.filter((entry) => entry.required && (entry.kind === 'choice' || entry.kind === 'dataset'));
  return [early, entries.filter((entry) => !early.includes(entry))];
}

/** Entries generated from the node type's schema, with hand-written editors where one is registered. */
export function SettingsTab({ type }: { readonly type: NodeTypeItem }) {
  const desk = useDesk();
  const trace = useTrace().node(desk.id);
  const all = specialEditors(type.type);
  const special = all.filter(({ last }) => last !== true);
  const taken = new Set(all.flatMap(({ keys, without }) => [...keys, ...(without?.(desk.node.config) ?? [])]));
  const [first, rest] = split(entriesFromSchema(type.config as ConfigSchema, desk.locale).filter((entry) => !taken.has(entry.key)));
  return (
    <EntryEditorsContext value={ENTRY_EDITORS}>
      <ReadsLine />
      <section className="panel-section">
        {desk.problemsAt([]).map((problem) => (
          <ProblemLine key={problem.code} problem={problem} />
        ))}
        {special.length > 0 ? <EntryList entries={first} path={[]} value={desk.node.config} /> : null}
        {special.map(({ keys, Editor }) => (
          <Editor key={keys.join()} />
        ))}
        {special.length > 0 ? null : <EntryList entries={[...first, ...rest]} path={[]} value={desk.node.config} />}
      </section>
      {trace === undefined ? null : <WhySection trace={trace} />}
      {trace === undefined ? null : <LegalBasis keys={groundsOf(desk.node.config, [], trace.explanation)} />}
      {special.length > 0 && rest.length > 0 ? (
        <section className="panel-section">
          <EntryList entries={rest} path={[]} value={desk.node.config} />
        </section>
      ) : null}
      {all.filter(({ last }) => last === true).map(({ keys, Editor }) => (
        <section className="panel-section" key={keys.join()}>
          <Editor />
        </section>
      ))}
      <CommonSettings type={type} />
    </EntryEditorsContext>
  );
}
