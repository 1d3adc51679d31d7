import { Eye } from 'lucide-react';
import { createContext, useContext } from 'react';
import type { Draft } from '../../../../server/api/scenario.ts';
import { useTexts } from '../../text/locale.tsx';
import { pageTexts } from './scenario-text.ts';
import './top-bar.css';

type Rights = NonNullable<Draft['may']>;

/** Whoever has just made a draft may do everything with it. */
export const ALL_RIGHTS: Rights = { edit: true, try: true, publish: true, runs: true, operate: true };
const RightsContext = createContext(ALL_RIGHTS);
export const DraftRightsProvider = RightsContext;

/** What the reader may do with the open draft; the server refuses on its own. */
export function useDraftRights(): Rights {
  return useContext(RightsContext);
}

/** Below the top bar of a draft that may only be looked at: why nothing can be changed, and who can change that. */
export function LookOnlyBar() {
  const text = useTexts(pageTexts);
  const { edit, publish } = useDraftRights();
  if (edit) return null;
  return (
    <aside className="look-bar" aria-label={text.lookOnly}>
      <Eye size={14} aria-hidden="true" />
      <span>
        <b>{text.lookOnly}</b> {publish ? text.lookPublish : text.lookAsk}
      </span>
    </aside>
  );
}
