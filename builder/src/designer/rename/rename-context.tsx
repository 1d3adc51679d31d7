import { createContext, Suspense, useContext, useMemo, useState, type ReactNode } from 'react';
import { lazyPart } from '../../ui/lazy-part.ts';
import type { RenameWish } from './rename-wish.ts';

type Ask = (wish: RenameWish) => void;

const RenameContext = createContext<Ask>(() => undefined);

const RenameDialog = lazyPart(async () => (await import('./rename-dialog.tsx')).RenameDialog);

/** Renaming for everything below: one dialog for all kinds of things. */
export function RenameProvider({ children }: { readonly children: ReactNode }) {
  const [wish, setWish] = useState<RenameWish>();
  const ask = useMemo<Ask>(() => (next) => setWish(next), []);
  return (
    <RenameContext value={ask}>
      {children}
      {wish === undefined ? null : <Suspense fallback={null}><RenameDialog key={[wish.named.kind, ...wish.named.path].join('/')} {...wish} onClose={() => setWish(undefined)} /></Suspense>}
    </RenameContext>
  );
}

/** Opens the dialog that gives a thing another name and shows first what uses it. */
export function useRename(): Ask {
  return useContext(RenameContext);
}
