import { PAPER_ALIGNS, type BasisPart, type FieldsPart, type ListPart, type PaperPart, type PicturePart, type QrPart, type SealPart, type WordsPart as Words } from '../../../../../../runtime/schema/paper.ts';
import { useTexts } from '../../../../text/locale.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { scenarioText } from '../../../document/scenario-text.ts';
import { ProblemLine } from '../../../formula/formula-input.tsx';
import { EntryFrame } from '../../../panel/entries/entry-frame.tsx';
import { LineInput } from '../../../panel/entries/line-input.tsx';
import { freeId, patched } from '../page-edits.ts';
import { ChoicePart, PartGroup, roleOptions, TickPart } from '../property-parts.tsx';
import { FormulaPart, NumberPart, Rows, UnitPart, WordsPart, type At } from './paper-parts.tsx';
import { paperEditorTexts } from './paper-text.ts';
import { withRow } from './use-paper-scope.ts';

interface Props<Part extends PaperPart> {
  readonly at: At;
  readonly part: Part;
}

/** The same place, some steps further in. */
const into = (at: At, ...steps: readonly (string | number)[]): At => ({ ...at, inside: [...at.inside, ...steps] });
const keyOf = ({ desk }: At, part: PaperPart, ...rest: readonly (string | number)[]): string => [desk.id, part.id, ...rest].join('.');

function WordsProperties({ at, part }: Props<Words>) {
  const text = useTexts(paperEditorTexts);
  const values = Object.entries(part.values ?? {});
  const put = (next: readonly (readonly [string, string])[]) => at.desk.set(text.values, [...at.inside, 'values'], next.length === 0 ? undefined : Object.fromEntries(next));
  return (
    <>
      <WordsPart at={into(at, 'text')} label={text[`k_${part.block}`]} help={text.textNote} value={part.text} textKey={keyOf(at, part)} multiline={part.block === 'text'} />
      <ChoicePart desk={at.desk} label={text.align} value={part.align} none={text.a_none} options={PAPER_ALIGNS.map((id) => ({ id, label: text[`a_${id}`] }))} onChange={(id) => at.desk.set(text.align, [...at.inside, 'align'], id)} />
      <fieldset className="paper-rows">
        <legend>{text.values}</legend>
        <p className="entry-help">{text.valuesNote}</p>
        {values.map(([name, source], index) => (
          <div key={name} className="paper-row">
            <EntryFrame title={text.valueName}><LineInput mono when="leaving" label={`${text.valueName} ${index + 1}`} value={name} readOnly={at.desk.readOnly} onCommit={(next) => { const id = next.trim(); put(id === '' ? values.toSpliced(index, 1) : values.toSpliced(index, 1, [freeId(id, values.map(([other]) => other).filter((other) => other !== name)), source])); }} /></EntryFrame>
            <FormulaPart at={into(at, 'values', name)} label={`${text.rowValue} ${name}`} value={source} />
          </div>
        ))}
        {at.desk.readOnly ? null : <button type="button" className="ui-link paper-add" onClick={() => put([...values, [freeId('value', values.map(([name]) => name)), 'run.id']])}>{text.addValue}</button>}
      </fieldset>
    </>
  );
}

function FieldsProperties({ at, part }: Props<FieldsPart>) {
  const text = useTexts(paperEditorTexts);
  return (
    <>
      <WordsPart at={into(at, 'title')} label={text.k_heading} value={part.title} textKey={keyOf(at, part, 'title')} />
      <Checkbox value={part.pairs === 2} isDisabled={at.desk.readOnly} onChange={(two) => at.desk.set(text.pairs, [...at.inside, 'pairs'], two ? 2 : undefined)}>{text.pairs}</Checkbox>
      <Rows<FieldsPart['rows'][number]> at={into(at, 'rows')} label={text.rows} items={part.rows} add={text.addRow} onAdd={() => ({ title: text.rowTitle, value: 'run.id' })}>
        {(row, index) => (
          <>
            <WordsPart at={into(at, 'rows', index, 'title')} label={`${text.rowTitle} ${index + 1}`} value={row.title} textKey={keyOf(at, part, index)} />
            <FormulaPart at={into(at, 'rows', index, 'value')} label={`${text.rowValue} ${index + 1}`} value={row.value} />
            <UnitPart at={into(at, 'rows', index, 'unit')} value={row.unit} />
          </>
        )}
      </Rows>
    </>
  );
}

function ListProperties({ at, part }: Props<ListPart>) {
  const text = useTexts(paperEditorTexts);
  const ofRow = { ...at, scope: withRow(at.scope, part.rows) };
  return (
    <>
      <WordsPart at={into(at, 'title')} label={text.k_heading} value={part.title} textKey={keyOf(at, part, 'title')} />
      <FormulaPart at={into(at, 'rows')} label={text.listRows} help={text.listRowsNote} value={part.rows} />
      <Rows<ListPart['columns'][number]> at={into(at, 'columns')} label={text.columns} help={text.columnNote} items={part.columns} add={text.addColumn} onAdd={() => ({ title: text.rowTitle, value: 'row' })}>
        {(column, index) => (
          <>
            <WordsPart at={into(at, 'columns', index, 'title')} label={`${text.rowTitle} ${index + 1}`} value={column.title} textKey={keyOf(at, part, index)} />
            <FormulaPart at={into(ofRow, 'columns', index, 'value')} label={`${text.rowValue} ${index + 1}`} value={column.value} />
            <UnitPart at={into(at, 'columns', index, 'unit')} value={column.unit} />
            <NumberPart at={into(at, 'columns', index, 'width')} label={text.columnWidth} value={column.width ?? 1} least={1} most={12} />
          </>
        )}
      </Rows>
    </>
  );
}

function PictureProperties({ at, part }: Props<PicturePart>) {
  const text = useTexts(paperEditorTexts);
  return (
    <>
      <WordsPart at={into(at, 'title')} label={text.k_heading} value={part.title} textKey={keyOf(at, part, 'title')} />
      <FormulaPart at={into(at, 'value')} label={text.picture} help={text.pictureNote} value={part.value} />
      <NumberPart at={into(at, 'width')} label={text.width} value={part.width ?? 60} least={10} most={250} />
    </>
  );
}

function SealProperties({ at, part }: Props<SealPart>) {
  const text = useTexts(paperEditorTexts);
  return (
    <>
      <WordsPart at={into(at, 'text')} label={text.sealText} value={part.text} textKey={keyOf(at, part)} />
      <FormulaPart at={into(at, 'date')} label={text.sealDate} value={part.date} optional />
    </>
  );
}

function QrProperties({ at, part }: Props<QrPart>) {
  const text = useTexts(paperEditorTexts);
  return (
    <>
      <FormulaPart at={into(at, 'value')} label={text.qrValue} help={text.qrNote} value={part.value} optional />
      <WordsPart at={into(at, 'text')} label={text.qrText} value={part.text} textKey={keyOf(at, part)} />
      <NumberPart at={into(at, 'width')} label={text.width} value={part.width ?? 30} least={15} most={100} />
    </>
  );
}

function BasisProperties({ at, part }: Props<BasisPart>) {
  const text = useTexts(paperEditorTexts);
  const { scenario, locale } = at.desk;
  const options = Object.entries(scenario.bases).map(([id, basis]) => ({ id, label: `${scenarioText(scenario, basis.title, locale) ?? id}${basis.article === undefined ? '' : ` ${basis.article}`}` }));
  return (
    <>
      <WordsPart at={into(at, 'title')} label={text.k_heading} value={part.title} textKey={keyOf(at, part, 'title')} />
      <TickPart desk={at.desk} label={text.bases} note={text.basesNote} value={part.bases} options={options} onChange={(ids) => { if (ids.length > 0) at.desk.set(text.bases, [...at.inside, 'bases'], [...ids]); }} />
    </>
  );
}

function Own({ at, part }: Props<PaperPart>) {
  if (part.block === 'heading' || part.block === 'text') return <WordsProperties at={at} part={part} />;
  if (part.block === 'fields') return <FieldsProperties at={at} part={part} />;
  if (part.block === 'list') return <ListProperties at={at} part={part} />;
  if (part.block === 'picture') return <PictureProperties at={at} part={part} />;
  if (part.block === 'seal') return <SealProperties at={at} part={part} />;
  if (part.block === 'qr') return <QrProperties at={at} part={part} />;
  if (part.block === 'basis') return <BasisProperties at={at} part={part} />;
  return null;
}

/** Everything one part of a document can say, with what is wrong with it. */
export function PartProperties({ at, part }: Props<PaperPart>) {
  const text = useTexts(paperEditorTexts);
  const { desk, inside } = at;
  return (
    <PartGroup title={text[`k_${part.block}`]}>
      {desk.problemsAt([...inside, 'id'], false).map((problem) => <ProblemLine key={problem.code} problem={problem} />)}
      <Own at={at} part={part} />
      <FormulaPart at={into(at, 'when')} label={text.when} help={text.whenNote} value={part.when} optional />
      <TickPart desk={desk} label={text.partRoles} note={text.partRolesNote} value={part.roles ?? []} options={roleOptions(desk)} onChange={(ids) => desk.set(text.partRoles, inside, patched<PaperPart>(part, { roles: ids.length === 0 ? undefined : [...ids] }))} />
    </PartGroup>
  );
}
