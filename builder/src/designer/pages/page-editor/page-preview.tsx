import { Monitor, Smartphone } from 'lucide-react';
import { useMemo, useState, type MouseEvent } from 'react';
import { isRowsBlock } from '../../../../../runtime/schema/page-block.ts';
import { PageBlocks } from '../../../portal/page/page-blocks.tsx';
import type { PageSource } from '../../../portal/page/page-source.ts';
import { useTexts } from '../../../text/locale.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import type { PageDesk } from './page-desk.ts';
import { pageEditorTexts } from './page-editor-text.ts';
import { samplePage, sampleRows } from './sample-page.ts';

/** Links are drawn and lead nowhere. */
function stayHere(event: MouseEvent): void {
  if (event.target instanceof Element && event.target.closest('a')) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/** The page as people will meet it, alive, with made-up rows. */
export function PagePreview({ desk }: { readonly desk: PageDesk }) {
  const text = useTexts(pageEditorTexts);
  const [size, setSize] = useState('desktop');
  const { page, id } = desk;
  const shown = useMemo(() => samplePage({ ...desk, page: id }, page), [desk, id, page]);
  const source = useMemo<PageSource>(() => ({
    key: ['sample', id, JSON.stringify(page)], every: false, startHref: '#', row: '0',
    rows: async (block) => {
      const found = page.type === 'blocks' ? page.blocks.find((one) => one.id === block) : undefined;
      return found && isRowsBlock(found) ? sampleRows({ ...desk, page: id }, found, new Date().toISOString().slice(0, 10)) : { rows: [], count: 0, more: false, today: '' };
    },
    move: () => Promise.resolve(), exportHref: () => '#', pageHref: () => '#',
  }), [desk, id, page]);
  return (
    <section className="page-preview" aria-label={text.preview}>
      <div className="page-preview-bar">
        <SegmentedControl size="small" label={text.preview} value={size} onChange={setSize} options={[{ id: 'desktop', label: <><Monitor size={13} aria-hidden="true" />{text.desktop}</> }, { id: 'phone', label: <><Smartphone size={13} aria-hidden="true" />{text.phone}</> }]} />
        <span className="ui-quiet">{text.previewNote}</span>
      </div>
      <div className="page-device" data-size={size} onClickCapture={stayHere}>
        <h2 className="page-device-title">{desk.words(page.title, id) || id}</h2>
        <PageBlocks page={shown} source={source} />
      </div>
    </section>
  );
}
