import { ChevronLeft } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { useTexts } from '../../text/locale.tsx';
import { useApi, useRead } from '../client/use-api.ts';
import { PageHeading } from '../shell/page-heading.tsx';
import { shellTexts } from '../shell/text.ts';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { PaperSheet } from '../page/paper/paper-sheet.tsx';
import { PaperTools } from './paper-tools.tsx';
import { paperTexts } from '../page/paper/text.ts';
import './tools.css';

/** A document of a run as it will look, to be printed or taken away. */
export function PaperPage() {
  const { id, document: name } = useParams<{ id: string; document: string }>();
  const t = useTexts(paperTexts);
  const s = useTexts(shellTexts);
  const api = useApi();
  const paper = useRead(['document', id, name], (read) => read.document(id, name));
  if (paper.isPending) return <div className="wrap"><Loading /></div>;
  if (!paper.data) return <div className="wrap narrow"><PageHeading>{s.troubleTitle}</PageHeading><Trouble error={paper.error} onRetry={() => void paper.refetch()} /></div>;
  return (
    <div className="wrap paper-page">
      <div className="no-print">
        <Link className="back" href={`/runs/${id}`}><ChevronLeft className="i s" aria-hidden="true" />{t.back}</Link>
        <PageHeading title={paper.data.title}>{paper.data.title}</PageHeading>
        <PaperTools run={id} item={paper.data} onPrint={() => window.print()} />
      </div>
      <PaperSheet paper={paper.data} fileAt={api.fileAt} />
    </div>
  );
}
