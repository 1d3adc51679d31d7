import { Link2, X } from 'lucide-react';
import { joinPair, type JoinPair } from '../../../../../runtime/schema/join.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Select, type Option } from '../../../ui/select.tsx';
import { useDatasets } from '../../document/catalogue.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import type { Entry } from '../entry.ts';
import { useDesk, type EntryDesk, type EntryPath } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { EntryList } from '../entries/entry-list.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { AddButton, freshName, ItemBox } from '../entries/list-entries.tsx';
import { panelTexts } from '../panel-texts.ts';
import { joinProposals, written, type Join, type Joins, type Proposal } from './proposals.ts';
import { queryTexts } from './query-text.ts';
import './query.css';

function titleOf(desk: EntryDesk, dataset: string | undefined, id: string): string {
  const title = desk.columns(dataset).find((column) => column.id === id)?.title;
  return scenarioText(desk.scenario, title, desk.locale) ?? id;
}

function ColumnSelect({ label, dataset, value, onChange }: { readonly label: string; readonly dataset: string | undefined; readonly value: string; readonly onChange: (id: string) => void }) {
  const desk = useDesk();
  const text = useTexts(queryTexts);
  const words = useTexts(panelTexts);
  const known = desk.columns(dataset).map(({ id }): Option => ({ id, label: titleOf(desk, dataset, id), detail: id }));
  const gone = value !== '' && !known.some(({ id }) => id === value) ? [{ id: value, label: words.notThere(value) }] : [];
  return <Select label={label} hideLabel placeholder={text.choose} isDisabled={desk.readOnly} value={value === '' ? null : value} options={[...known, ...gone]} onChange={(id) => { if (id !== null) onChange(id); }} />;
}

/** Which column of one side holds the same as which of the other. */
function JoinColumns({ path, join }: { readonly path: EntryPath; readonly join: Join }) {
  const desk = useDesk();
  const text = useTexts(queryTexts);
  const main = desk.node.config['dataset'] as string | undefined;
  const pairs = (join.on ?? []).map(joinPair);
  const put = (next: readonly JoinPair[]) => desk.set([...path, 'on'], next.map(written), text.on);
  return (
    <EntryFrame title={text.on} required problems={desk.problemsAt([...path, 'on'], true)}>
      {pairs.map(({ from, to }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- both columns may be chosen anew, so place is their identity
        <div className="join-pair" key={index}>
          <ColumnSelect label={`${text.here} ${index + 1}`} dataset={main} value={from} onChange={(id) => put(pairs.with(index, { from: id, to }))} />
          <span aria-hidden="true">=</span>
          <ColumnSelect label={`${text.there} ${index + 1}`} dataset={join.dataset} value={to} onChange={(id) => put(pairs.with(index, { from, to: id }))} />
          <IconButton size="small" label={text.removePair(index + 1)} icon={<X size={13} aria-hidden="true" />} isDisabled={desk.readOnly || pairs.length === 1} onPress={() => put(pairs.toSpliced(index, 1))} />
        </div>
      ))}
      <AddButton label={text.addPair} isDisabled={desk.readOnly} onPress={() => put([...pairs, { from: '', to: '' }])} />
    </EntryFrame>
  );
}

function entry(key: string, kind: Entry['kind'], title: string, more: Partial<Entry> = {}): Entry {
  return { key, kind, title, required: true, schema: {}, ...more };
}

function JoinBox({ name, join, joins }: { readonly name: string; readonly join: Join; readonly joins: Joins }) {
  const desk = useDesk();
  const text = useTexts(queryTexts);
  const words = useTexts(panelTexts);
  const path = ['join', name] as const;
  const value = join as Readonly<Record<string, unknown>>;
  const rename = (next: string) => {
    if (next === '' || Object.hasOwn(joins, next)) return;
    desk.set(['join'], Object.fromEntries(Object.entries(joins).map(([id, one]) => [id === name ? next : id, one])), text.joins);
  };
  const remove = () => {
    const { [name]: _, ...rest } = joins;
    desk.set(['join'], Object.keys(rest).length === 0 ? undefined : rest, text.joins);
  };
  return (
    <ItemBox title={name} {...(desk.readOnly ? {} : { onRemove: remove })}>
      <EntryFrame title={words.name} problems={desk.problemsAt(path)}>
        <LineInput when="leaving" label={words.name} mono value={name} readOnly={desk.readOnly} onCommit={(next) => rename(next.trim())} />
      </EntryFrame>
      <EntryList entries={[entry('dataset', 'dataset', text.joined)]} path={path} value={value} />
      <JoinColumns path={path} join={join} />
      <EntryList entries={[entry('at', 'formula', text.at, { required: false, schema: { type: 'string', format: 'feel-row' } }), entry('fields', 'columns', text.fields)]} path={path} value={value} />
    </ItemBox>
  );
}

/** The datasets a query joins: those its columns refer to are offered, any other can be chosen. */
export function JoinsEditor() {
  const desk = useDesk();
  const text = useTexts(queryTexts);
  const { list } = useDatasets();
  const main = desk.node.config['dataset'] as string | undefined;
  const joins = (desk.node.config['join'] ?? {}) as Joins;
  const proposals = joinProposals({ scenario: desk.scenario, catalogue: list, columns: desk.columns }, main, joins);
  const add = (name: string, join: Join) => desk.set(['join'], { ...joins, [name]: join }, text.joins);
  const accept = ({ dataset, from, to }: Proposal) => {
    const taken = { ...joins, ...Object.fromEntries(desk.columns(main).map(({ id }) => [id, true])) };
    const others = desk.columns(dataset).map(({ id }) => id).filter((id) => id !== to);
    add(Object.hasOwn(taken, dataset) ? freshName(taken, dataset) : dataset, { dataset, on: [written({ from, to })], fields: others.length === 0 ? [to] : others });
  };
  return (
    <EntryFrame title={text.joins} help={text.joinsHelp} problems={desk.problemsAt(['join'])}>
      {desk.readOnly || proposals.length === 0 ? null : (
        <fieldset className="join-proposals" aria-label={text.propose}>
          <span className="entry-help">{text.propose}</span>
          {proposals.map((one) => (
            <Button key={`${one.from} ${one.dataset}`} size="small" icon={<Link2 size={14} aria-hidden="true" />} onPress={() => accept(one)}>
              {text.proposal(titleOf(desk, main, one.from), desk.datasetName(one.dataset), titleOf(desk, one.dataset, one.to))}
            </Button>
          ))}
        </fieldset>
      )}
      {Object.entries(joins).map(([name, join]) => (
        <JoinBox key={name} name={name} join={join} joins={joins} />
      ))}
      <AddButton label={text.add} isDisabled={desk.readOnly} onPress={() => add(freshName(joins, 'part'), { dataset: '', on: [{ from: '', to: '' }].map(written), fields: [] })} />
    </EntryFrame>
  );
}
