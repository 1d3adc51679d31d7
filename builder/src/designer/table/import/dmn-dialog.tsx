import { CircleCheck, FileUp, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { DmnModel } from '../../../../../runtime/dmn/model.ts';
import type { DmnProblem } from '../../../../../runtime/dmn/problems.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useToast } from '../../../ui/toast.tsx';
import type { TableDesk } from '../table-desk.ts';
import { fromDmn, tablesIn, type DmnContext } from './from-dmn.ts';
import { fieldTitles, testableValues } from './guess-mapping.ts';
import { importTexts } from './import-texts.ts';
import '../../pages/shared/page.css';
import './import.css';

const PROBLEMS = 40;

function contextOf({ scope, desk }: TableDesk): DmnContext {
  return { scope, values: testableValues(scope, desk.locale, fieldTitles(desk.scenario, desk.flow, desk.locale)), locale: desk.locale };
}

function Refusals({ problems }: { readonly problems: readonly DmnProblem[] }) {
  const { locale } = useLocale();
  return problems.map((problem) => (
    <p key={`${problem.code} ${problem.line ?? 0} ${problem.message.en}`} className="note-bar" data-tone={problem.severity === 'error' ? 'err' : 'warn'} role="alert">
      {problem.line === undefined ? '' : `${problem.line}:${problem.column ?? 1} `}
      {problem.message[locale]} <code>{problem.code}</code>
    </p>
  ));
}

function Chooser({ model, table, at, onPick }: { readonly model: DmnModel; readonly table: TableDesk; readonly at: number; readonly onPick: (at: number) => void }) {
  const text = useTexts(importTexts);
  const { locale } = table.desk;
  const found = useMemo(() => tablesIn(model), [model]);
  const picked = found[at];
  const made = useMemo(() => (picked ? fromDmn(model, picked, contextOf(table)) : undefined), [model, picked, table]);
  if (made === undefined) return <p className="note-bar" data-tone="warn">{text.dmnNone}</p>;
  return (
    <>
      {found.length > 1 ? (
        <RadioGroup label={text.dmnTables} value={String(at)} onChange={(id) => onPick(Number(id))} options={found.map((one, index) => ({ id: String(index), label: <>{one.name} <small className="ui-quiet">{text.dmnSize(one.table.rules.length, one.table.inputs.length, one.table.outputs.length)}</small></> }))} />
      ) : (
        <p>
          <b>{picked?.name}</b> <span className="ui-quiet">{text.dmnSize(made.config.rules.length, made.config.inputs.length, made.config.outputs.length)}</span>
        </p>
      )}
      <p className="ui-quiet">{text.dmnReplaces}</p>
      <output className="import-verdict" data-tone={made.problems.length === 0 ? 'ok' : 'warn'}>
        {made.problems.length === 0 ? <CircleCheck size={14} aria-hidden="true" /> : <TriangleAlert size={14} aria-hidden="true" />}
        {made.problems.length === 0 ? text.dmnFine : text.notUnderstood(made.problems.length)}
      </output>
      <ul className="import-problems">
        {made.problems.slice(0, PROBLEMS).map((problem) => (
          <li key={`${problem.rule ?? ''} ${problem.column} ${problem.message.en}`}>
            <b>{problem.rule === undefined ? text.dmnColumn(problem.column) : text.dmnPlace(problem.rule, problem.column)}</b> {problem.message[locale]}
          </li>
        ))}
        {made.problems.length > PROBLEMS ? <li>{text.more(made.problems.length - PROBLEMS)}</li> : null}
      </ul>
    </>
  );
}

/** A decision table of a DMN file instead of this one: choose the file, the table in it, look at what is not understood. */
export function DmnDialog({ table, onClose }: { readonly table: TableDesk; readonly onClose: () => void }) {
  const text = useTexts(importTexts);
  const toast = useToast();
  const [model, setModel] = useState<DmnModel>();
  const [problems, setProblems] = useState<readonly DmnProblem[]>([]);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const open = async (file: File) => {
    setBusy(true);
    const { readDmn } = await import('../../../../../runtime/dmn/read-dmn.ts');
    const read = await readDmn(await file.text());
    setModel(read.model ?? undefined);
    setProblems(read.problems);
    setAt(0);
    setBusy(false);
  };
  const picked = model && tablesIn(model)[at];
  const submit = () => {
    if (!model || !picked) return;
    const { config } = fromDmn(model, picked, contextOf(table));
    table.put(config, text.dmnDone(picked.name));
    toast({ text: text.dmnDone(picked.name) });
    onClose();
  };
  return (
    <Dialog
      title={text.dmnTitle}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" isDisabled={picked === undefined} onPress={submit}>{text.dmnSubmit}</Button>
        </>
      }
    >
      <div className="import-source">
        <div className="ui-row">
          <FileTrigger acceptedFileTypes={['.dmn', '.xml']} onSelect={(files) => (files?.[0] ? void open(files[0]) : undefined)}>
            <Button busy={busy} icon={<FileUp size={14} aria-hidden="true" />}>{busy ? text.reading : text.dmnChoose}</Button>
          </FileTrigger>
          <span className="ui-quiet">{text.dmnAccepts}</span>
        </div>
        <Refusals problems={problems} />
        {model ? <Chooser model={model} table={table} at={at} onPick={setAt} /> : null}
      </div>
    </Dialog>
  );
}
