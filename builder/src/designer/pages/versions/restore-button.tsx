import { Undo2 } from 'lucide-react';
import { createContext, useContext } from 'react';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import type { ChangeGroup } from '../../changes/compare.ts';
import { isWorth, restoreParts, type RestorePart } from './restore.ts';
import { versionTexts } from './version-text.ts';

/** From which version things are taken back, and the draft outside of the comparison that takes them. */
export interface RestoreDesk {
  readonly draft: Scenario;
  readonly old: Scenario;
  readonly name: string;
  readonly take: (part: RestorePart, what: string) => void;
}

export const RestoreContext = createContext<RestoreDesk | undefined>(undefined);

/** Takes one node, one edge list or one entry of an old version into the draft, as one step of undo. */
export function RestoreButtons({ group, title }: { readonly group: ChangeGroup; readonly title: string }) {
  const text = useTexts(versionTexts);
  const desk = useContext(RestoreContext);
  if (desk === undefined) return null;
  const parts = restoreParts(desk.draft, desk.old, group).filter((part) => isWorth(desk.draft, part));
  return parts.slice(0, 12).map((part) => (
    <Button key={part.key} size="small" look="quiet" icon={<Undo2 size={13} aria-hidden="true" />} onPress={() => desk.take(part, part.key === '' ? title : `${title} ${part.key}`)}>
      {part.key === '' ? text.takeBack(desk.name) : text.takeBackEntry(part.key, desk.name)}
    </Button>
  ));
}
