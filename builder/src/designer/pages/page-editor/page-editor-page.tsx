import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { BLOCK_KINDS, isRowsBlock, type Block, type BlockKind } from '../../../../../runtime/schema/page-block.ts';
import { isScreenPage, type Page, type ScreenPage } from '../../../../../runtime/schema/page.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useDocument } from '../../document/document-context.tsx';
import { pointer } from '../../document/pointer.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { EntryFrame } from '../../panel/entries/entry-frame.tsx';
import { LineInput } from '../../panel/entries/line-input.tsx';
import { NameLine } from '../../rename/rename-button.tsx';
import { renameTexts } from '../../rename/rename-text.ts';
import '../../formula/formula.css';
import '../../panel/panel.css';
import '../shared/page.css';
import { BlockList } from './block-list.tsx';
import { BlockProperties } from './block-properties.tsx';
import { columnFacts } from './desk-options.ts';
import { usePageDesk, type PageDesk } from './page-desk.ts';
import { asBlocks, freeId, moveBlock, newBlock } from './page-edits.ts';
import { pageEditorTexts } from './page-editor-text.ts';
import { PagePreview } from './page-preview.tsx';
import { newDocument } from './paper/paper-edits.ts';
import { PaperEditor } from './paper/paper-editor.tsx';
import './page-editor.css';
import { PartGroup, ReadersPart, TextPart } from './property-parts.tsx';

function blockName(desk: PageDesk, block: Block): string {
  if (block.block === 'tile') return desk.words(block.tile.title, `${desk.id}.${block.tile.id}`) || block.id;
  if ('text' in block) return desk.words(block.text, '') || block.id;
  return desk.words(block.title, `${desk.id}.${block.id}`) || desk.datasetTitle(block.dataset);
}

function OnePage({ id, page, onRemove, onRenamed }: { readonly id: string; readonly page: ScreenPage; readonly onRemove: () => void; readonly onRenamed: (to: string) => void }) {
  const text = useTexts(pageEditorTexts);
  const words = useTexts(renameTexts);
  const desk = usePageDesk(id, page);
  const [chosen, setChosen] = useState(0);
  const blocks = page.type === 'blocks' ? page.blocks : [];
  const block = blocks[chosen];
  const [first = ''] = Object.keys(desk.scenario.datasets);
  const dataset = block !== undefined && isRowsBlock(block) ? block.dataset : first;
  const names = blocks.map((one) => blockName(desk, one));
  /** What a further block of the same rows is called; a first one goes by the name of its dataset. */
  const furtherTitle = (kind: BlockKind): string | undefined => {
    const wish = `${desk.datasetTitle(dataset)} · ${text[`k_${kind}`]}`;
    return blocks.some((one) => isRowsBlock(one) && one.dataset === dataset) ? freeId(wish, names) : undefined;
  };
  const add = (kind: BlockKind) => {
    const at = Math.min(blocks.length, chosen + 1);
    desk.putBlocks(text.added(text[`k_${kind}`]), blocks.toSpliced(at, 0, newBlock(kind, blocks.map((one) => one.id), freeId(text[`k_${kind}`], names), { dataset, columns: columnFacts(desk, dataset), figure: text.f_count, title: furtherTitle(kind) })));
    setChosen(at);
  };
  const setRefresh = (next: string) => {
    const seconds = Math.round(Number(next));
    if (Number.isFinite(seconds)) desk.set(text.refresh, ['refresh'], Math.min(3600, Math.max(10, seconds)));
  };
  return (
    <>
      <section className="page-blocks-side" aria-label={text.blocks}>
        {page.type === 'dashboard' ? (
          <div className="page-none">
            <p className="ui-quiet">{text.dashboardNote}</p>
            <Button isDisabled={desk.readOnly} onPress={() => desk.set(text.converted, [], asBlocks(page))}>{text.toBlocks}</Button>
          </div>
        ) : (
          <>
            {desk.readOnly ? null : <Menu label={text.addBlock} entries={BLOCK_KINDS.map((kind) => ({ id: kind, label: text[`k_${kind}`], onAction: () => add(kind) }))}><Button icon={<Plus size={14} aria-hidden="true" />}>{text.addBlock}</Button></Menu>}
            <BlockList blocks={blocks.map((one, index) => ({ id: one.id, name: blockName(desk, one), kind: text[`k_${one.block}`], hasError: desk.problemsAt(['blocks', index], true).some(({ severity }) => severity === 'error') }))} readOnly={desk.readOnly} chosen={chosen} onChoose={setChosen} onMove={(from, to) => desk.putBlocks(text.moved, moveBlock(blocks, from, to))} onRemove={(index, name) => desk.putBlocks(text.removed(name), blocks.toSpliced(index, 1))} />
          </>
        )}
      </section>
      <PagePreview desk={desk} chosen={chosen} />
      <aside className="page-props" aria-label={text.properties}>
        {block === undefined ? null : <BlockProperties key={block.id} desk={desk} block={block} index={chosen} />}
        <PartGroup title={`${text.page} ${id}`}>
          <TextPart desk={desk} label={text.title} inside={['title']} value={page.title} textKey={id} />
          {desk.readOnly ? null : <NameLine label={words.id} named={{ kind: 'pages', path: [id] }} onDone={onRenamed} />}
          <ReadersPart desk={desk} roles={page.roles} />
          <EntryFrame title={text.refresh}><LineInput label={text.refresh} inputMode="decimal" value={String(page.refresh ?? 60)} readOnly={desk.readOnly} onCommit={setRefresh} /></EntryFrame>
          {desk.readOnly ? null : <Button look="quiet" icon={<Trash2 size={14} aria-hidden="true" />} onPress={onRemove}>{text.removePage}</Button>}
        </PartGroup>
      </aside>
    </>
  );
}

/** 页面: every page of the scenario, its blocks, and how it will look; the address may name one. */
export function PageEditorPage({ named }: { readonly named: string | undefined }) {
  const text = useTexts(pageEditorTexts);
  const { id: scenarioId, scenario, edit, readOnly } = useDocument();
  const ids = Object.keys(scenario.pages);
  const [, navigate] = useLocation();
  const setWanted = (id: string): void => navigate(`/s/${scenarioId}/pages/${encodeURIComponent(id)}`, { replace: true });
  const chosen = named !== undefined && ids.includes(named) ? named : ids[0];
  const page = chosen === undefined ? undefined : scenario.pages[chosen];
  const { locale } = useLocale();
  const add = (wish: string, value: Page) => {
    const id = freeId(wish, ids);
    edit({ label: text.pageAdded(id), changes: [{ path: pointer('pages', id), value }] });
    setWanted(id);
  };
  const addButton = readOnly ? null : (
    <Menu label={text.addPage} entries={[
      { id: 'page', label: text.newScreenPage, onAction: () => add('page', { type: 'blocks', title: text.newPage, blocks: [] }) },
      { id: 'document', label: text.newDocument, onAction: () => add('document', newDocument(text.newDocumentTitle)) },
    ]}><Button icon={<Plus size={14} aria-hidden="true" />}>{text.addPage}</Button></Menu>
  );
  const remove = () => void edit({ label: text.pageRemoved(chosen ?? ''), changes: [{ path: pointer('pages', chosen ?? '') }] });
  if (chosen === undefined || page === undefined) return <EmptyState title={text.noPages} actions={addButton}>{text.noPagesText}</EmptyState>;
  return (
    <div className="page-editor">
      <nav className="page-tabs" aria-label={text.pages}>
        {ids.map((id) => <button key={id} type="button" {...(id === chosen ? { 'aria-current': 'page' as const } : {})} onClick={() => setWanted(id)}>{scenarioText(scenario, scenario.pages[id]?.title ?? `@${id}`, locale) ?? id}</button>)}
        {addButton}
      </nav>
      {isScreenPage(page) ? <OnePage key={chosen} id={chosen} page={page} onRemove={remove} onRenamed={setWanted} /> : <PaperEditor key={chosen} id={chosen} page={page} onRemove={remove} />}
    </div>
  );
}
