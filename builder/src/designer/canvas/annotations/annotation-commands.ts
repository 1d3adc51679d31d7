import type { SameShape } from '../../../text/catalogue.ts';
import type { DocumentStore } from '../../document/store.ts';
import type { Commands } from '../commands.tsx';
import { freePlace, placesOf } from '../placement.ts';
import type { Point } from '../sizes.ts';
import { addNote, groupNodes, groupsWith, removeAnnotation } from '../../document/annotations.ts';
import type { annotationTexts } from './annotation-text.ts';

interface Surroundings {
  readonly store: DocumentStore;
  readonly readOnly: boolean;
  /** Middle of what is seen of the flow. */
  readonly middle: Point;
  readonly words: SameShape<(typeof annotationTexts)['zh-CN']>;
  readonly say: (words: string) => void;
  readonly toast: (words: string) => void;
}

/** Puts the focus into a part of an annotation once it is drawn. */
function focusIn(id: string, part: string): void {
  setTimeout(() => document.querySelector<HTMLElement>(`[data-annotation="${CSS.escape(id)}"] ${part}`)?.focus({ preventScroll: true }), 60);
}

/** Notes and groups, by key, button or list alike. */
export function annotationCommands({ store, readOnly, middle, words, say, toast }: Surroundings): Pick<Commands, 'note' | 'group'> {
  return {
    note: () => {
      if (readOnly) return;
      const { history, flow } = store.get();
      const { id, changes } = addNote(history.present, flow, freePlace(placesOf(history.present, flow), middle));
      store.edit({ label: words.addNoteLabel, changes });
      focusIn(id, 'textarea');
    },
    group: (together) => {
      const { history, flow, selection } = store.get();
      if (readOnly) return;
      if (selection.nodes.length === 0) return toast(words.nothingToGroup);
      if (!together) {
        const ids = groupsWith(history.present, flow, selection.nodes);
        store.edit({ label: words.ungroup, changes: ids.flatMap((id) => removeAnnotation(flow, id)) });
        if (ids.length > 0) say(words.ungrouped);
        return;
      }
      const { id, changes } = groupNodes(history.present, flow, selection.nodes, words.newGroup);
      store.edit({ label: words.groupLabel(selection.nodes.length), changes });
      say(words.grouped(selection.nodes.length));
      focusIn(id, 'input');
    },
  };
}
