import { AlignCenterVertical, AlignEndHorizontal, AlignEndVertical, AlignHorizontalDistributeCenter, AlignStartHorizontal, AlignStartVertical, AlignVerticalDistributeCenter, Network, type LucideIcon } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { useDocumentPart } from '../document/document-context.tsx';
import { ALIGNMENTS, type Alignment } from './align.ts';
import { useCommands } from './commands.tsx';
import { toolTexts } from './tool-text.ts';

const SIGNS: Readonly<Record<Alignment, LucideIcon>> = {
  left: AlignStartVertical, centre: AlignCenterVertical, right: AlignEndVertical, top: AlignStartHorizontal, bottom: AlignEndHorizontal, across: AlignHorizontalDistributeCenter, down: AlignVerticalDistributeCenter,
};

/** Over the canvas while several nodes are selected: line them up, space them out, arrange only them. */
export function SelectionBar() {
  const text = useTexts(toolTexts);
  const commands = useCommands();
  const count = useDocumentPart((state) => state.selection.nodes.length);
  if (count < 2 || commands.readOnly) return null;
  return (
    <div className="selection-bar" role="toolbar" aria-label={text.selection(count)}>
      <span className="selection-count" aria-hidden="true">{text.selected(count)}</span>
      <span className="canvas-tools-line" />
      {ALIGNMENTS.map((how) => {
        const Sign = SIGNS[how];
        return <IconButton key={how} size="small" label={text[`align_${how}`]} icon={<Sign size={15} strokeWidth={1.75} aria-hidden="true" />} isDisabled={count < 3 && (how === 'across' || how === 'down')} onPress={() => commands.align(how)} />;
      })}
      <span className="canvas-tools-line" />
      <IconButton size="small" label={text.arrangeSome} icon={<Network size={15} strokeWidth={1.75} aria-hidden="true" />} onPress={commands.arrange} />
    </div>
  );
}
