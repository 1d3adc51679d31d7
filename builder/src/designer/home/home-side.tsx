import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { useTexts } from '../../text/locale.tsx';
import { Skeleton } from '../../ui/states.tsx';
import './home-side.css';
import { LiveSection } from './live-section.tsx';
import { sideTexts } from './side-text.ts';
import { WaitingOpinions } from './waiting-opinions.tsx';

/** Beside the list: what people say and how it goes. Both follow from runs, so it stands only where the reader may see runs of something; `items` is undefined until the list is there. */
export function HomeSide({ items }: { readonly items: readonly ScenarioItem[] | undefined }) {
  const text = useTexts(sideTexts);
  if (items !== undefined && !items.some(({ may }) => may.runs)) return null;
  return (
    <aside className="home-side" aria-label={text.side}>
      {items === undefined ? (
        <Skeleton rows={6} height={48} />
      ) : (
        <>
          <WaitingOpinions />
          <LiveSection items={items} />
        </>
      )}
    </aside>
  );
}
