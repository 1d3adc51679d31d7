import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import { useTexts } from '../../../text/locale.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Select } from '../../../ui/select.tsx';
import { cellTokens } from '../cell-tokens.ts';
import { CellView } from '../cell-view.tsx';
import type { TableColumn } from '../table-columns.ts';
import type { Built, ImportContext } from './build-rules.ts';
import { typeOfCells, type Target } from './guess-mapping.ts';
import { importTexts } from './import-texts.ts';
import type { Loaded } from './loaded.ts';

const SHOWN = 60;
const PROBLEMS = 8;
const HEADS = 8;

interface MappingProps {
  readonly loaded: Loaded;
  readonly built: Built;
  readonly context: ImportContext;
  readonly titleOf: (column: TableColumn) => string;
  readonly locale: Locale;
  readonly mode: 'append' | 'replace';
  readonly whole: boolean;
  readonly onMode: (mode: 'append' | 'replace') => void;
  readonly onSheet: (at: number) => void;
  readonly onHead: (head: number) => void;
  readonly onTarget: (index: number, target: Target) => void;
}

function ColumnTarget({ index, title, cells, target, context, titleOf, onTarget }: Pick<MappingProps, 'context' | 'titleOf' | 'onTarget'> & { readonly index: number; readonly title: string; readonly cells: readonly string[]; readonly target: Target }) {
  const text = useTexts(importTexts);
  const own = context.columns.filter(({ kind }) => kind === 'input' || kind === 'output');
  const value = target.kind === 'column' ? `${target.of}:${target.id}` : target.kind;
  const choose = (id: string) => {
    const own = /^(input|output):(.*)$/s.exec(id);
    if (own) onTarget(index, { kind: 'column', of: own[1] as 'input', id: own[2] ?? '' });
    else if (id === 'input') onTarget(index, { kind: 'input', expr: context.values.find((one) => one.title === title.trim())?.path ?? '' });
    else if (id === 'output') onTarget(index, { kind: 'output', type: typeOfCells(cells, 'expression') });
    else onTarget(index, { kind: id as 'skip' });
  };
  return (
    <div className="import-target" data-kind={target.kind}>
      <Select
        label={`${title} ${text.becomes}`} hideLabel value={value} onChange={choose}
        options={[
          { id: 'input', label: text.newInput }, { id: 'output', label: text.newOutput },
          ...own.map((column) => ({ id: `${column.kind}:${column.id}`, label: text.existing(titleOf(column)) })),
          { id: 'basis', label: text.basis }, { id: 'from', label: text.from }, { id: 'to', label: text.to }, { id: 'skip', label: text.skip },
        ]}
      />
      {target.kind === 'input' ? (
        <Select label={`${title} ${text.tests}`} hideLabel value={target.expr} onChange={(expr) => onTarget(index, { kind: 'input', expr })} options={[{ id: '', label: `${text.tests}…`, detail: text.testsLater }, ...context.values.map((one) => ({ id: one.path, label: one.title, detail: one.path }))]} />
      ) : null}
    </div>
  );
}

/** Whether the cell as it will be drawn says something else than the sheet did. */
function differs(raw: string, source: string, kind: 'unary' | 'expression'): boolean {
  if (raw === '' || source === '' || raw === source) return false;
  const drawn = cellTokens(source, kind).map((token) => (token.kind === 'yes' ? '是' : token.kind === 'no' ? '否' : token.text)).join('');
  return drawn.replace(/[\s,，、]/g, '') !== raw.replace(/[\s,，、]/g, '');
}

function Preview({ loaded, built, context, titleOf, onTarget, locale }: Pick<MappingProps, 'loaded' | 'built' | 'context' | 'titleOf' | 'onTarget' | 'locale'>) {
  const text = useTexts(importTexts);
  const rows = useMemo(() => loaded.sheets[loaded.at]?.rows ?? [], [loaded]);
  const body = rows.slice(loaded.head + 1);
  const bad = useMemo(() => new Map(built.problems.map((problem) => [`${problem.row} ${problem.column}`, problem.message] as const)), [built]);
  return (
    <div className="import-preview grid-frame">
      <table className="grid-table">
        <thead>
          <tr>
            <th scope="col" aria-label="#" />
            {(rows[0] ?? []).map((_, index) => {
              const title = loaded.head < 0 ? String(index + 1) : (rows[loaded.head]?.[index] ?? '');
              return (
                // oxlint-disable-next-line react/no-array-index-key -- columns of one file never move
                <th key={index} scope="col" data-kind={loaded.targets[index]?.kind}>
                  <b>{title}</b>
                  <ColumnTarget index={index} title={title} cells={body.map((row) => row[index] ?? '')} target={loaded.targets[index] ?? { kind: 'skip' }} context={context} titleOf={titleOf} onTarget={onTarget} />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {body.slice(0, SHOWN).map((row, down) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of one file never move
            <tr key={down}>
              <th scope="row">{loaded.head + 2 + down}</th>
              {row.map((raw, index) => {
                const cell = built.cells[index];
                const source = cell?.sources[down] ?? '';
                const message = bad.get(`${loaded.head + 1 + down} ${index}`);
                const own = cell?.column.kind === 'input' || cell?.column.kind === 'output';
                return (
                  // oxlint-disable-next-line react/no-array-index-key -- columns of one file never move
                  <td key={index} data-skip={cell === undefined} data-bad={message !== undefined} title={message?.[locale]}>
                    {own ? <span className="cell-text"><CellView source={source} kind={cell.column.kind === 'input' ? 'unary' : 'expression'} /></span> : raw}
                    {own && differs(raw, source, cell.column.kind === 'input' ? 'unary' : 'expression') ? <small title={text.asWritten}>{raw}</small> : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What each column of the sheet is, and how every cell will be understood. */
export function MappingStep(props: MappingProps) {
  const { loaded, built, context, locale, mode, whole } = props;
  const text = useTexts(importTexts);
  const rows = loaded.sheets[loaded.at]?.rows ?? [];
  const all = rows.length - loaded.head - 1;
  const untested = loaded.targets.filter((target) => target.kind === 'input' && target.expr === '').length;
  return (
    <div className="import-mapping">
      <div className="import-options">
        {loaded.sheets.length > 1 ? <Select label={text.sheet} value={String(loaded.at)} options={loaded.sheets.map((sheet, at) => ({ id: String(at), label: sheet.name, end: sheet.rows.length }))} onChange={(id) => props.onSheet(Number(id))} /> : null}
        <Select label={text.headRow} value={String(loaded.head)} options={[{ id: '-1', label: text.headNone }, ...rows.slice(0, HEADS).map((row, at) => ({ id: String(at), label: text.headAt(at + 1), detail: row.filter((cell) => cell !== '').join(' · ').slice(0, 40) }))]} onChange={(id) => props.onHead(Number(id))} />
        {context.config.rules.length === 0 ? null : <RadioGroup label={text.mode} flow="row" value={mode} onChange={(id) => props.onMode(id as 'append' | 'replace')} options={[{ id: 'append', label: text.append }, { id: 'replace', label: text.replace }]} />}
        <span className="ui-grow" />
        <span className="ui-quiet">{text.preview(Math.min(SHOWN, all), all)}</span>
      </div>
      {whole ? null : <p className="note-bar" data-tone="warn">{text.noColumns}</p>}
      {untested > 0 ? <p className="note-bar" data-tone="warn">{text.testsMissing(untested)}</p> : null}
      <output className="import-verdict" data-tone={built.problems.length === 0 ? 'ok' : 'warn'}>
        {built.problems.length === 0 ? <CircleCheck size={14} aria-hidden="true" /> : <TriangleAlert size={14} aria-hidden="true" />}
        {built.problems.length === 0 ? text.allUnderstood : text.notUnderstood(built.problems.length)}
      </output>
      {built.problems.length === 0 ? null : (
        <ul className="import-problems">
          {built.problems.slice(0, PROBLEMS).map((problem) => (
            <li key={`${problem.row} ${problem.column}`}>
              <b>{text.problemAt(problem.row + 1, loaded.head < 0 ? String(problem.column + 1) : (rows[loaded.head]?.[problem.column] ?? ''))}</b> <code>{problem.raw}</code> {problem.message[locale]}
            </li>
          ))}
          {built.problems.length > PROBLEMS ? <li>{text.more(built.problems.length - PROBLEMS)}</li> : null}
        </ul>
      )}
      <Preview {...props} />
    </div>
  );
}
