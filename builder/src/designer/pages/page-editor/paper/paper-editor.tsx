import { Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { PAPER_KINDS, PAPER_SIZES, type DocumentPage, type PaperKind, type PaperPart } from '../../../../../../runtime/schema/paper.ts';
import { PaperSheet } from '../../../../portal/page/paper/paper-sheet.tsx';
import { useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { Checkbox } from '../../../../ui/choice.tsx';
import { Menu } from '../../../../ui/menu.tsx';
import { BlockList } from '../block-list.tsx';
import { usePageDesk, type PageDesk } from '../page-desk.ts';
import { moveBlock } from '../page-edits.ts';
import { pageEditorTexts } from '../page-editor-text.ts';
import { ChoicePart, PartGroup, roleOptions, TextPart, TickPart } from '../property-parts.tsx';
import { newPart } from './paper-edits.ts';
import { FormulaPart, WordsPart, type At } from './paper-parts.tsx';
import { paperEditorTexts } from './paper-text.ts';
import { PartProperties } from './part-properties.tsx';
import { samplePaper } from './sample-paper.ts';
import { usePaperScope } from './use-paper-scope.ts';
import './paper-editor.css';

interface Props {
  readonly id: string;
  readonly page: DocumentPage;
  readonly onRemove: () => void;
}

function nameOf(desk: PageDesk, part: PaperPart, kind: string): string {
  const words = 'text' in part ? desk.words(part.text, '') : 'title' in part ? desk.words(part.title, '') : '';
  return words || kind;
}

/** What belongs to the document as a whole: when it is there, for whom, and its sheets. */
function DocumentProperties({ at, page, onRemove }: { readonly at: At } & Pick<Props, 'page' | 'onRemove'>) {
  const text = useTexts(paperEditorTexts);
  const words = useTexts(pageEditorTexts);
  const { desk } = at;
  const into = (member: string): At => ({ ...at, inside: [member] });
  return (
    <PartGroup title={`${text.paper} ${desk.id}`}>
      <TextPart desk={desk} label={words.title} inside={['title']} value={page.title} textKey={desk.id} />
      <ChoicePart desk={desk} label={text.from} value={page.from ?? 'end'} options={(['end', 'start'] as const).map((id) => ({ id, label: text[`f_${id}`] }))} onChange={(id) => desk.set(text.from, ['from'], id === 'start' ? id : undefined)} />
      <FormulaPart at={into('when')} label={text.condition} help={text.conditionNote} value={page.when} optional />
      <TickPart desk={desk} label={text.roles} note={text.rolesNote} value={page.roles} options={roleOptions(desk)} onChange={(ids) => desk.set(text.roles, ['roles'], [...ids])} />
      <WordsPart at={into('header')} label={text.header} value={page.header} textKey={`${desk.id}.header`} />
      <WordsPart at={into('footer')} label={text.footer} value={page.footer} textKey={`${desk.id}.footer`} />
      <ChoicePart desk={desk} label={text.size} value={page.size ?? 'A4'} options={PAPER_SIZES.map((id) => ({ id, label: id }))} onChange={(id) => desk.set(text.size, ['size'], id)} />
      <Checkbox value={page.landscape === true} isDisabled={desk.readOnly} onChange={(on) => desk.set(text.landscape, ['landscape'], on ? true : undefined)}>{text.landscape}</Checkbox>
      <Checkbox value={page.numbers !== false} isDisabled={desk.readOnly} onChange={(on) => desk.set(text.numbers, ['numbers'], on ? undefined : false)}>{text.numbers}</Checkbox>
      {desk.readOnly ? null : <Button look="quiet" icon={<Trash2 size={14} aria-hidden="true" />} onPress={onRemove}>{words.removePage}</Button>}
    </PartGroup>
  );
}

/** A document template: its parts, how it will look, and what belongs to the chosen part. */
export function PaperEditor({ id, page, onRemove }: Props) {
  const text = useTexts(paperEditorTexts);
  const words = useTexts(pageEditorTexts);
  const desk = usePageDesk(id, page);
  const scope = usePaperScope(desk);
  const [chosen, setChosen] = useState(0);
  const [now] = useState(() => new Date().toISOString());
  const { parts } = page;
  const part = parts[chosen];
  const sample = useMemo(() => samplePaper({ scenario: desk.scenario, id, locale: desk.locale, scope, now, origin: window.location.origin }, page), [desk.scenario, desk.locale, id, scope, now, page]);
  const put = (label: string, next: readonly PaperPart[]) => desk.set(label, ['parts'], next);
  const add = (kind: PaperKind) => {
    const at = Math.min(parts.length, chosen + 1);
    put(text[`k_${kind}`], parts.toSpliced(at, 0, newPart(kind, parts.map((one) => one.id), { words: text[`k_${kind}`], field: text.rowTitle }, Object.keys(desk.scenario.bases))));
    setChosen(at);
  };
  const kinds = PAPER_KINDS.filter((kind) => kind !== 'basis' || Object.keys(desk.scenario.bases).length > 0);
  const problems = desk.problemsAt(['parts'], true);
  return (
    <>
      <section className="page-blocks-side" aria-label={text.parts}>
        {desk.readOnly ? null : <Menu label={words.addBlock} entries={kinds.map((kind) => ({ id: kind, label: text[`k_${kind}`], onAction: () => add(kind) }))}><Button icon={<Plus size={14} aria-hidden="true" />}>{words.addBlock}</Button></Menu>}
        <BlockList
          blocks={parts.map((one, index) => ({ id: one.id, name: nameOf(desk, one, text[`k_${one.block}`]), kind: text[`k_${one.block}`], hasError: problems.length > 0 && desk.problemsAt(['parts', index], true).some(({ severity }) => severity === 'error') }))}
          readOnly={desk.readOnly} chosen={chosen} onChoose={setChosen}
          onMove={(from, to) => put(words.moved, moveBlock(parts, from, to))}
          onRemove={(index, name) => put(words.removed(name), parts.toSpliced(index, 1))}
        />
      </section>
      <section className="page-preview" aria-label={text.preview}>
        <p className="page-preview-bar ui-quiet">{text.previewNote}</p>
        <div className="paper-desk" data-theme="light"><PaperSheet paper={sample} fileAt={() => ''} /></div>
      </section>
      <aside className="page-props" aria-label={words.properties}>
        {part === undefined ? null : <PartProperties key={part.id} at={{ desk, scope, inside: ['parts', chosen] }} part={part} />}
        <DocumentProperties at={{ desk, scope, inside: [] }} page={page} onRemove={onRemove} />
      </aside>
    </>
  );
}
