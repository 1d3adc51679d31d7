import { CircleQuestionMark } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { IconButton } from '../../ui/button.tsx';
import { isDialogOpen, isWriting, keyName } from '../canvas/keys.ts';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocumentPart } from '../document/document-context.tsx';
import { nodeTopic } from './find-help.ts';
import { HelpDialog } from './help-dialog.tsx';
import { helpTexts } from './help-text.ts';
import { TOPIC_OF_TAB } from './help-topics.ts';

/** What help begins with: on the canvas the type of the selected node, elsewhere the tab. */
function useTopic(tab: string): string {
  const selected = useDocumentPart(({ selection, history, flow }) => {
    const [id] = selection.nodes;
    return selection.nodes.length === 1 && id !== undefined ? history.present.flows[flow]?.nodes[id]?.type : undefined;
  });
  const types = useNodeTypes();
  if (tab === 'canvas' && selected !== undefined && types.get(selected) !== undefined) return nodeTopic(selected);
  return TOPIC_OF_TAB[tab] ?? 'canvas';
}

/** Help about a tab of a scenario, or about what is selected on it. */
export function ScenarioHelpButton({ tab }: { readonly tab: string }) {
  return <HelpButton topic={useTopic(tab)} />;
}

/** Help about what one is looking at; `?` opens it, on the canvas together with its keys. */
export function HelpButton({ topic }: { readonly topic: string }) {
  const text = useTexts(helpTexts);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || keyName(event) !== '?' || isWriting(event.target) || isDialogOpen()) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    const asked = () => setOpen(true);
    window.addEventListener(ASK_FOR_HELP, asked);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener(ASK_FOR_HELP, asked);
    };
  }, []);
  return (
    <>
      <IconButton label={text.help} keys="?" icon={<CircleQuestionMark size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={() => setOpen(true)} />
      {open ? <HelpDialog start={topic} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** Other parts of the page open the help by this event of the window. */
const ASK_FOR_HELP = 'ask-for-help';
export function askForHelp(): void {
  window.dispatchEvent(new Event(ASK_FOR_HELP));
}
