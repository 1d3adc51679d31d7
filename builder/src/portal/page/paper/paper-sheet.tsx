import { pairLines } from '../../../../../runtime/schema/paper.ts';
import type { Paper, PaperBlock } from '../../../../../server/api/paper.ts';
import { useTexts } from '../../../text/locale.tsx';
import { QrPicture } from './qr-picture.tsx';
import { paperTexts } from './text.ts';
import './paper.css';

type BlockOf<Kind extends PaperBlock['block']> = Extract<PaperBlock, { readonly block: Kind }>;

function Fields({ title, pairs, rows }: BlockOf<'fields'>) {
  return (
    <section className="paper-part">
      {title === undefined ? null : <p className="paper-caption">{title}</p>}
      <dl className="paper-fields" data-pairs={pairs}>{pairLines(rows, pairs).flatMap((line, row) => line.map(({ label, value }) => <div key={`${label}.${row}`} data-wide={pairs === 2 && line.length === 1}><dt>{label}</dt><dd>{value}</dd></div>))}</dl>
    </section>
  );
}

function List({ title, columns, rows }: BlockOf<'list'>) {
  const t = useTexts(paperTexts);
  const sum = columns.reduce((total, column) => total + column.width, 0);
  return (
    <section className="paper-part">
      {title === undefined ? null : <p className="paper-caption">{title}</p>}
      <table className="paper-list">
        <colgroup>{columns.map((column, index) => <col key={`${column.title}.${index}`} style={{ width: `${(column.width / sum) * 100}%` }} />)}</colgroup>
        <thead><tr>{columns.map((column, index) => <th key={`${column.title}.${index}`} scope="col" data-right={column.figures}>{column.title}</th>)}</tr></thead>
        <tbody>
          {rows.length === 0 ? <tr><td colSpan={columns.length}>{t.none}</td></tr> : null}
          {/* oxlint-disable-next-line react/no-array-index-key -- lines of a document have no names, and it never changes */}
          {rows.map((cells, row) => <tr key={row}>{columns.map((column, index) => <td key={`${column.title}.${index}`} data-right={column.figures}>{cells[index] ?? ''}</td>)}</tr>)}
        </tbody>
      </table>
    </section>
  );
}

function Picture({ title, width, file, fileAt }: BlockOf<'picture'> & { readonly fileAt: (id: string) => string }) {
  const t = useTexts(paperTexts);
  const drawn = file !== undefined && /^image\/(png|jpeg)$/.test(file.type);
  return (
    <figure className="paper-part">
      {title === undefined ? null : <figcaption>{title}</figcaption>}
      {drawn ? <img src={fileAt(file.id)} alt={title ?? file.name} style={{ width: `${width}mm` }} /> : <p className="paper-pale">{file ? t.otherPicture(file.name) : t.noPicture}</p>}
    </figure>
  );
}

function Part({ block, isTitle, fileAt }: { readonly block: PaperBlock; readonly isTitle: boolean; readonly fileAt: (id: string) => string }) {
  const t = useTexts(paperTexts);
  if (block.block === 'heading') return isTitle ? <h2 className="paper-title" style={{ textAlign: block.align ?? 'center' }}>{block.text}</h2> : <h3 className="paper-heading" style={{ textAlign: block.align ?? 'left' }}>{block.text}</h3>;
  if (block.block === 'text') return <p className="paper-text" style={{ textAlign: block.align ?? 'left' }}>{block.text}</p>;
  if (block.block === 'fields') return <Fields {...block} />;
  if (block.block === 'list') return <List {...block} />;
  if (block.block === 'picture') return <Picture {...block} fileAt={fileAt} />;
  if (block.block === 'seal') return <div className="paper-seal"><p>{block.text}</p>{block.date === undefined ? null : <p>{block.date}</p>}<small>{t.seal}</small></div>;
  if (block.block === 'qr') return <div className="paper-code"><QrPicture value={block.value} width={block.width} />{block.text === undefined ? null : <p>{block.text}</p>}</div>;
  if (block.block === 'basis') return <section className="paper-part"><p className="paper-caption">{block.title ?? t.basis}</p><ol className="paper-basis">{block.items.map((item) => <li key={item}>{item}</li>)}</ol></section>;
  return <hr className="paper-break" />;
}

/** The first half of the digest in groups of four, as it is printed. */
export const printedDigest = (digest: string): string => (digest.slice(0, 32).match(/.{4}/g) ?? []).join(' ');

/** A document as one long sheet, under the heading of the page it stands on, on a screen and out of the printer of the browser. */
export function PaperSheet({ paper, fileAt }: { readonly paper: Paper; readonly fileAt: (id: string) => string }) {
  const t = useTexts(paperTexts);
  const first = paper.blocks.findIndex(({ block }) => block === 'heading');
  return (
    <article className="paper" lang={paper.locale} data-size={paper.size} data-landscape={paper.landscape} aria-label={paper.title}>
      {paper.letterhead ? <div className="paper-letterhead">{paper.letterhead.logo === undefined ? null : <img src={paper.letterhead.logo} alt="" />}<b>{paper.letterhead.name}</b></div> : null}
      <header className="paper-head"><span>{paper.header}</span>{paper.synthetic ? <span>{t.synthetic}</span> : null}</header>
      {paper.blocks.length === 0 ? <p className="paper-pale">{t.empty}</p> : null}
      {/* oxlint-disable-next-line react/no-array-index-key -- parts of a document have no names, and it never changes */}
      {paper.blocks.map((block, index) => <Part key={index} block={block} isTitle={index === first} fileAt={fileAt} />)}
      <footer className="paper-foot">
        {paper.footer === undefined ? null : <p>{paper.footer}</p>}
        <p>{t.number} <b>{paper.number}</b>　{t.code} <b>{paper.code}</b>　{t.digest} <span className="code">{printedDigest(paper.digest)}</span></p>
      </footer>
    </article>
  );
}
