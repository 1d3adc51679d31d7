import type { ReactNode } from 'react';
import { RANGE_ENDS, ROW_TESTS, type RowInput, type RowOutput, type RowTableConfig } from '../../../../../runtime/rules/row-table-schema.ts';
import { HIT_POLICIES } from '../../../../../runtime/rules/table-schema.ts';
import { useTexts } from '../../../text/locale.tsx';
import { SegmentedControl, Switch } from '../../../ui/choice.tsx';
import { Select, type Option } from '../../../ui/select.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { tableTexts } from '../../table/table-texts.ts';
import { useDesk, type EntryPath } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { AddButton, freshName, ItemBox } from '../entries/list-entries.tsx';
import { panelTexts } from '../panel-texts.ts';
import { RowsPreview } from './rows-preview.tsx';
import { rowsTexts } from './rows-text.ts';
import './rows.css';

type Config = Partial<Omit<RowTableConfig, 'inputs' | 'outputs'>> & { readonly inputs?: readonly RowInput[]; readonly outputs?: readonly RowOutput[] };

function useColumns(): readonly Option[] {
  const desk = useDesk();
  return desk.columns(desk.node.config['dataset'] as string | undefined).map((column) => ({ id: column.id, label: scenarioText(desk.scenario, column.title, desk.locale) ?? column.id, detail: column.type === undefined ? column.id : `${column.id} · ${column.type}` }));
}

/** One column of the dataset. A column that is gone stays visible, so that nobody wonders what was chosen. */
function ColumnSelect({ label, value, path, none }: { readonly label: string; readonly value: string | undefined; readonly path: EntryPath; readonly none?: string }) {
  const desk = useDesk();
  const text = useTexts(rowsTexts);
  const columns = useColumns();
  const gone = value !== undefined && value !== '' && !columns.some((column) => column.id === value) ? [{ id: value, label: text.notThere(value) }] : [];
  const empty = none === undefined ? [] : [{ id: '', label: none }];
  return (
    <EntryFrame title={label} problems={desk.problemsAt(path)}>
      <Select label={label} hideLabel placeholder={text.choose} isDisabled={desk.readOnly} value={value ?? (none === undefined ? null : '')} options={[...empty, ...columns, ...gone]} onChange={(id) => desk.set(path, id === '' ? undefined : id, text.change(label))} />
    </EntryFrame>
  );
}

function NameAndTitle({ path, id, title }: { readonly path: EntryPath; readonly id: string; readonly title: string | undefined }) {
  const desk = useDesk();
  const text = useTexts(rowsTexts);
  return (
    <div className="entry-two">
      <EntryFrame title={text.title}><LineInput label={text.title} value={scenarioText(desk.scenario, title, desk.locale) ?? ''} readOnly={desk.readOnly} onCommit={(next) => desk.setText([...path, 'title'], title ?? '', next, text.change(text.title))} /></EntryFrame>
      <EntryFrame title={text.name} problems={desk.problemsAt([...path, 'id'])}><LineInput mono when="leaving" label={text.name} value={id} readOnly={desk.readOnly} onCommit={(next) => (next.trim() === '' ? undefined : desk.set([...path, 'id'], next.trim(), text.change(text.name)))} /></EntryFrame>
    </div>
  );
}

function InputBox({ input, index }: { readonly input: RowInput; readonly index: number }) {
  const desk = useDesk();
  const text = useTexts(rowsTexts);
  const path = ['inputs', index] as const;
  const retest = (test: string) => {
    const { column, low, high: _high, ends: _ends, ...rest } = input;
    const own = column ?? low;
    const bound = own === undefined ? {} : test === 'range' ? { low: own } : { column: own };
    desk.set(path, { ...rest, test, ...bound }, text.change(text.compare));
  };
  return (
    <>
      <NameAndTitle path={path} id={input.id} title={input.title} />
      <EntryFrame title={text.value}><FormulaInput label={text.value} value={input.expr} scope={desk.scopeAt([...path, 'expr'], true)} readOnly={desk.readOnly} outside={desk.problemsAt([...path, 'expr'])} onChange={(expr) => desk.set([...path, 'expr'], expr, text.change(text.value))} /></EntryFrame>
      <EntryFrame title={text.compare} problems={desk.problemsAt(path)} {...(input.test === 'tests' ? { help: text.testsHint } : {})}>
        <SegmentedControl size="small" label={text.compare} value={input.test} options={ROW_TESTS.map((id) => ({ id, label: text[`test_${id}`] }))} onChange={(test) => (desk.readOnly ? undefined : retest(test))} />
      </EntryFrame>
      {input.test !== 'range' ? <ColumnSelect label={text.column} value={input.column} path={[...path, 'column']} /> : (
        <>
          <div className="entry-two">
            <ColumnSelect none={text.noEnd} label={text.low} value={input.low} path={[...path, 'low']} />
            <ColumnSelect none={text.noEnd} label={text.high} value={input.high} path={[...path, 'high']} />
          </div>
          <Select label={text.ends} isDisabled={desk.readOnly} value={input.ends ?? '[]'} options={RANGE_ENDS.map((id) => ({ id, label: endsWords(id) }))} onChange={(ends) => desk.set([...path, 'ends'], ends === '[]' ? undefined : ends, text.change(text.ends))} />
        </>
      )}
      <div className="rows-switches">
        <Switch value={input.required === true} isDisabled={desk.readOnly} onChange={(on) => desk.set([...path, 'required'], on || undefined, text.change(text.required))}>{text.required}</Switch>
        <Switch value={input.nullable === true} isDisabled={desk.readOnly} onChange={(on) => desk.set([...path, 'nullable'], on || undefined, text.change(text.nullable))}>{text.nullable}</Switch>
      </div>
      {input.required === true ? null : <p className="entry-help">{text.requiredHint}</p>}
    </>
  );
}

/** `[)` as people write a range. */
function endsWords(ends: (typeof RANGE_ENDS)[number]): string {
  return `${ends.startsWith('[') ? '≥' : '>'} … ${ends.endsWith(']') ? '≤' : '<'}`;
}

function OutputBox({ output, index }: { readonly output: RowOutput; readonly index: number }) {
  const desk = useDesk();
  const text = useTexts(rowsTexts);
  const path = ['outputs', index] as const;
  return (
    <>
      <NameAndTitle path={path} id={output.id} title={output.title} />
      <ColumnSelect label={text.column} value={output.column} path={[...path, 'column']} />
      <div className="rows-switches">
        <Switch value={output.optional === true} isDisabled={desk.readOnly} onChange={(on) => desk.set([...path, 'optional'], on || undefined, text.change(text.optional))}>{text.optional}</Switch>
      </div>
    </>
  );
}

/** Conditions or results with their boxes, and the way to add one for the next column nobody uses. */
function Boxes<Item extends { readonly id: string; readonly title?: string }>({ part, items, title, add, fresh, render }: { readonly part: 'inputs' | 'outputs'; readonly items: readonly Item[]; readonly title: string; readonly add: string; readonly fresh: () => Item; readonly render: (item: Item, index: number) => ReactNode }) {
  const desk = useDesk();
  const text = useTexts(rowsTexts);
  const put = (next: readonly Item[]) => desk.set([part], next, text.change(title));
  const move = (from: number, by: -1 | 1) => {
    const moved = items[from];
    if (moved !== undefined && from + by >= 0 && from + by < items.length) put(items.toSpliced(from, 1).toSpliced(from + by, 0, moved));
  };
  return (
    <EntryFrame title={title} required problems={desk.problemsAt([part])} end={String(items.length)}>
      {items.map((item, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- the name may be edited, so place is the identity
        <ItemBox key={index} title={scenarioText(desk.scenario, item.title, desk.locale) ?? item.id} {...(desk.readOnly ? {} : { onMove: (by: -1 | 1) => move(index, by), ...(items.length === 1 ? {} : { onRemove: () => put(items.toSpliced(index, 1)) }) })}>
          {render(item, index)}
        </ItemBox>
      ))}
      <AddButton label={add} isDisabled={desk.readOnly} onPress={() => put([...items, fresh()])} />
    </EntryFrame>
  );
}

/** A decision table whose rules are the rows of a dataset: the dataset, which columns are compared and given, and what the rows make. */
export function RowsEditor() {
  const desk = useDesk();
  const text = useTexts(rowsTexts);
  const words = useTexts(panelTexts);
  const policies = useTexts(tableTexts);
  const columns = useColumns();
  const config = desk.node.config as unknown as Config;
  const inputs = config.inputs ?? [];
  const outputs = config.outputs ?? [];
  const datasets = Object.entries(desk.scenario.datasets).map(([id, dataset]) => ({ id, label: 'own' in dataset ? (scenarioText(desk.scenario, dataset.own.title, desk.locale) ?? id) : id, detail: 'use' in dataset ? dataset.use : id }));
  const gone = config.dataset !== undefined && !Object.hasOwn(desk.scenario.datasets, config.dataset) ? [{ id: config.dataset, label: words.notThere(config.dataset) }] : [];
  const used = new Set([...inputs.flatMap(({ column, low, high }) => [column, low, high]), ...outputs.map(({ column }) => column)]);
  const next = columns.find((column) => !used.has(column.id))?.id;
  const nameFor = (items: readonly { readonly id: string }[], stem: string) => {
    const taken = Object.fromEntries(items.map(({ id }) => [id, true]));
    return next !== undefined && !Object.hasOwn(taken, next) ? next : freshName(taken, stem);
  };
  const ordered = config.hitPolicy === 'FIRST' || config.hitPolicy === 'RULE_ORDER' || config.order !== undefined;
  return (
    <>
      <EntryFrame title={text.dataset} required problems={desk.problemsAt(['dataset'])}>
        <Select label={text.dataset} hideLabel placeholder={text.choose} isDisabled={desk.readOnly} value={config.dataset ?? null} options={[...datasets, ...gone]} onChange={(id) => desk.set(['dataset'], id, text.change(text.dataset))} />
        {datasets.length === 0 ? <p className="entry-help">{text.noDatasets}</p> : columns.length === 0 ? <p className="entry-help">{text.chooseFirst}</p> : null}
      </EntryFrame>
      <Select label={words.hitPolicy} isDisabled={desk.readOnly} value={config.hitPolicy ?? 'UNIQUE'} options={HIT_POLICIES.map((id) => ({ id, label: policies[`policy_${id}`], end: id }))} onChange={(id) => desk.set(['hitPolicy'], id, words.hitPolicy)} />
      {ordered ? <ColumnSelect none={text.unset} label={text.order} value={config.order} path={['order']} /> : null}
      <Boxes part="inputs" items={inputs} title={text.inputs} add={text.addInput} fresh={(): RowInput => ({ id: nameFor(inputs, 'input'), expr: '', test: 'equals', ...(next === undefined ? {} : { column: next }) })} render={(item, index) => <InputBox input={item} index={index} />} />
      <Boxes part="outputs" items={outputs} title={text.outputs} add={text.addOutput} fresh={(): RowOutput => ({ id: nameFor(outputs, 'output'), column: next ?? '' })} render={(item, index) => <OutputBox output={item} index={index} />} />
      {columns.length === 0 ? null : <RowsPreview config={{ ...config, inputs, outputs } as RowTableConfig} />}
    </>
  );
}
