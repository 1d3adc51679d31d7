import { MessageSquare } from 'lucide-react';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import type { Thread } from '../../../../server/api/versions.ts';
import { useTexts } from '../../text/locale.tsx';
import { useDocumentPart } from '../document/document-context.tsx';
import './review.css';
import { reviewTexts } from './review-text.ts';
import { useReview } from './use-review.ts';

type Open = ReadonlyMap<string, number>;
const NONE: Open = new Map();
const OpenComments = createContext<Open>(NONE);

/** Open threads by `<flow>/<node>`. */
export function countOpen(threads: readonly Thread[]): Open {
  const open = new Map<string, number>();
  for (const { node, resolved } of threads) if (node !== undefined && resolved === undefined) open.set(node, (open.get(node) ?? 0) + 1);
  return open.size === 0 ? NONE : open;
}

/** Tells the cards of the canvas how many comments wait at each node. */
export function OpenCommentsProvider({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const threads = useReview(id).data?.threads;
  const open = useMemo(() => countOpen(threads ?? []), [threads]);
  return <OpenComments value={open}>{children}</OpenComments>;
}

function Counted({ open, node }: { readonly open: Open; readonly node: string }) {
  const text = useTexts(reviewTexts);
  const flow = useDocumentPart((state) => state.flow);
  const count = open.get(`${flow}/${node}`);
  if (count === undefined) return null;
  return (
    <span className="comment-badge" title={text.badge(count)}>
      <MessageSquare size={11} aria-hidden="true" />
      <span aria-hidden="true">{count}</span>
      <span className="ui-hidden">{text.badge(count)}</span>
    </span>
  );
}

/** The small count on a card of the canvas. */
export function CommentBadge({ node }: { readonly node: string }) {
  const open = useContext(OpenComments);
  return open.size === 0 ? null : <Counted open={open} node={node} />;
}
