import { GripVertical, Ungroup } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { Group } from '../../../../../runtime/schema/annotation.ts';
import { GROUP_CHARACTERS } from '../../../../../runtime/schema/limits.ts';
import { useTexts } from '../../../text/locale.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useDocumentBinding } from '../../document/document-context.tsx';
import { LineInput } from '../../panel/entries/line-input.tsx';
import { useCommands } from '../commands.tsx';
import { moveNodes } from '../graph-changes.ts';
import { placesOf } from '../placement.ts';
import type { Point } from '../sizes.ts';
import { annotationTexts } from './annotation-text.ts';
import { changeGroup, removeAnnotation } from '../../document/annotations.ts';
import { arrowStep } from './arrow-step.ts';
import type { Frame } from './frame.ts';
import { ToneButton } from './tone-button.tsx';
import { useDragBy } from './use-drag-by.ts';

export interface GroupBoxProps {
  readonly id: string;
  readonly group: Group;
  readonly flow: string;
  readonly frame: Frame;
  /** Shows the cards of the group away from their places while it is dragged. */
  readonly onShift: (nodes: readonly string[], by: Point) => void;
}

/** A frame around the cards of a group; its title moves them together. */
export function GroupBox({ id, group, flow, frame, onShift }: GroupBoxProps) {
  const text = useTexts(annotationTexts);
  const { store, readOnly } = useDocumentBinding();
  const commands = useCommands();
  const toast = useToast();
  const change = (next: Partial<Group>): void => void store.edit({ label: text.changeGroupLabel, changes: changeGroup(flow, id, group, next) });
  const move = (by: Point, merge?: string): void => {
    const scenario = store.get().history.present;
    const places = placesOf(scenario, flow);
    const moved = Object.fromEntries(group.nodes.flatMap((node) => (places[node] === undefined ? [] : [[node, { x: places[node].x + by.x, y: places[node].y + by.y }]])));
    store.edit({ label: text.moveGroupLabel(group.title), changes: moveNodes(scenario, flow, moved), ...(merge === undefined ? {} : { merge }) });
  };
  const dragging = useDragBy({ disabled: readOnly, onMove: (by) => onShift(group.nodes, by), onDrop: (by) => move(by) });
  const name = (title: string): void => {
    // What is too long stays in the field.
    if (title.length > GROUP_CHARACTERS) toast({ tone: 'err', text: text.tooLong(GROUP_CHARACTERS, title.length) });
    else change({ title });
  };
  const ungroup = (): void => {
    store.edit({ label: text.ungroup, changes: removeAnnotation(flow, id) });
    commands.say(text.ungrouped);
  };
  const keys = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.target !== event.currentTarget || readOnly) return;
    const step = arrowStep(event);
    if (step !== undefined) move(step, `group ${id}`);
    else if (event.key === 'Delete' || event.key === 'Backspace') ungroup();
    else if (event.key === 'Enter') event.currentTarget.querySelector('input')?.focus();
    else return;
    event.preventDefault();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- moved and undone by keys like a card
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- moved and undone by keys like a card
      className="annotation group nopan" data-annotation={id} data-tone={group.tone ?? 'plain'} aria-label={text.groupSpoken(group.title, group.nodes.length)} tabIndex={0} onKeyDown={keys}
      style={{ left: frame.x, top: frame.y, width: frame.width, height: frame.height }}
    >
      <div className="annotation-head" {...dragging.handlers}>
        {readOnly ? null : <GripVertical size={13} aria-hidden="true" />}
        <LineInput className="group-title" label={text.groupTitle} value={group.title} readOnly={readOnly} onCommit={name} />
        {readOnly ? null : (
          <span className="annotation-tools">
            <ToneButton tone={group.tone ?? 'plain'} onTone={(tone) => change({ tone })} />
            <IconButton size="small" label={text.ungroup} icon={<Ungroup size={13} aria-hidden="true" />} onPress={ungroup} />
          </span>
        )}
      </div>
    </section>
  );
}
