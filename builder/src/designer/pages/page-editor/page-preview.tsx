import { Monitor, Smartphone } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type MouseEvent } from 'react';
import { dayIn } from '../../../../../runtime/schema/date-limit.ts';
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

/** Shows a block by scrolling the preview alone: what it stands in scrolls as well on a narrow window. */
function reveal(preview: HTMLElement | null, index: number): void {
  const block = preview?.querySelector('.tiles')?.children[index];
  if (!preview || !block || preview.scrollHeight <= preview.clientHeight) return;
  const [seen, at] = [preview.getBoundingClientRect(), block.getBoundingClientRect()];
  if (at.top < seen.top || at.bottom > seen.bottom) preview.scrollTop += at.top - seen.top - 16;
}

/** The page as people will meet it, alive, with made-up rows; `chosen` is the place of the block being edited. */
export function PagePreview({ desk, chosen }: { readonly desk: PageDesk; readonly chosen: number }) {
  const text = useTexts(pageEditorTexts);
  const [size, setSize] = useState('desktop');
  const preview = useRef<HTMLElement>(null);
  useEffect(() => reveal(preview.current, chosen), [chosen]);
  const { page, id } = desk;
  const shown = useMemo(() => samplePage({ ...desk, page: id }, page), [desk, id, page]);
  const source = useMemo<PageSource>(() => ({
    key: ['sample', id, JSON.stringify(page)], every: false, startHref: '#', row: '0',
    rows: async (block) => {
      const found = page.type === 'blocks' ? page.blocks.find((one) => one.id === block) : undefined;
      return found && isRowsBlock(found) ? sampleRows({ ...desk, page: id }, found, dayIn(desk.scenario.zone, new Date().toISOString())) : { rows: [], count: 0, more: false, today: '' };
    },
    move: () => Promise.resolve(), exportHref: () => '#', pageHref: () => '#',
  }), [desk, id, page]);
  return (
    <section className="page-preview" ref={preview} aria-label={text.preview}>
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
