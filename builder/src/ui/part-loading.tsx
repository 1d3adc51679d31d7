import { useSyncExternalStore } from 'react';
import { partsWaiting } from '../client/load-part.ts';
import { useTexts } from '../text/locale.tsx';
import { Skeleton } from './states.tsx';
import { uiTexts } from './ui-text.ts';

/** In the place of a part that is on its way; says so where the server does not answer. */
export function PartLoading({ rows, height }: { readonly rows: number; readonly height?: number }) {
  const text = useTexts(uiTexts);
  const waits = useSyncExternalStore(partsWaiting.subscribe, partsWaiting.get);
  return (
    <>
      {waits ? <output className="ui-part-waits">{text.partWaits}</output> : null}
      <Skeleton rows={rows} {...(height === undefined ? {} : { height })} />
    </>
  );
}
