import { useMemo, useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocument } from '../document/document-context.tsx';
import { removeFlow, renameFlow, usesOfFlow, type FlowUse } from '../document/flow-edits.ts';
import { pointer } from '../document/pointer.ts';
import { nodeTitle } from '../document/scenario-text.ts';
import { useUndoOffer } from '../document/undo-offer.ts';
import { useCaseFile } from '../pages/shared/use-cases.ts';
import { refusesId } from '../panel/node-id.ts';
import '../rename/rename.css';
import { textChanges } from '../panel/text-edits.ts';
import { useReview } from '../review/use-review.ts';
import { useCommands } from './commands.tsx';
import { flowSwitcherTexts } from './flow-switcher-text.ts';

export interface FlowDialogProps {
  readonly flow: string;
  readonly title: string;
  readonly titleOf: (flow: string) => string;
  readonly onClose: () => void;
}

function useUses(flow: string): readonly FlowUse[] {
  const { scenario } = useDocument();
  const types = useNodeTypes();
  return useMemo(() => usesOfFlow(scenario, flow, (type) => types.get(type)?.config), [scenario, flow, types]);
}

/** How many cases begin in the flow; undefined until they have been read. */
function useCasesOf(flow: string): number | undefined {
  const { id } = useDocument();
  return useCaseFile(id).data?.cases.cases.filter((item) => item.flow === flow).length;
}

/** Why the id must stay for now: what is kept beside the scenario names the flow by it. */
function useIdHeld(flow: string): string | undefined {
  const text = useTexts(flowSwitcherTexts);
  const { id } = useDocument();
  const cases = useCasesOf(flow);
  const threads = useReview(id).data?.threads.filter(({ node }) => node?.startsWith(`${flow}/`)).length;
  if (cases === undefined || threads === undefined) return text.idUnread;
  return cases > 0 ? text.idHeld(cases) : threads > 0 ? text.idCommented(threads) : undefined;
}

/** The nodes that run the flow; each leads there. */
function UseList({ uses, titleOf, onClose }: { readonly uses: readonly FlowUse[] } & Pick<FlowDialogProps, 'titleOf' | 'onClose'>) {
  const text = useTexts(flowSwitcherTexts);
  const { locale } = useLocale();
  const { scenario, openFlow } = useDocument();
  const commands = useCommands();
  return (
    <ul className="rename-uses">
      {uses.map(({ flow, node }) => {
        const name = nodeTitle(scenario, flow, node, locale);
        const go = (): void => {
          onClose();
          openFlow(flow);
          // The flow is drawn first.
          setTimeout(() => commands.goTo(node), 0);
        };
        return (
          <li key={`${flow}/${node}`}>
            <Button look="link" size="small" aria-label={text.goTo(name)} onPress={go}>
              {text.placedIn(name, titleOf(flow))}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}

/** Another name and id for a sub-flow; what runs it is shown first and follows. */
export function RenameFlowDialog({ flow, title, titleOf, onClose }: FlowDialogProps) {
  const text = useTexts(flowSwitcherTexts);
  const { locale } = useLocale();
  const { scenario, edit, openFlow } = useDocument();
  const types = useNodeTypes();
  const uses = useUses(flow);
  const held = useIdHeld(flow);
  const [name, setName] = useState(title);
  const [wish, setWish] = useState(flow);
  const [id, words] = [wish.trim(), name.trim()];
  const refused = id === flow ? undefined : refusesId(id, new Set(Object.keys(scenario.flows)));
  const bad = refused !== undefined || words === '';
  const save = (): void => {
    if (bad) return;
    const named = words === title ? [] : textChanges(scenario, pointer('flows', id, 'title'), scenario.flows[flow]?.title, `flow.${id}`, locale, words);
    const changes = [...renameFlow(scenario, flow, id, (type) => types.get(type)?.config), ...named];
    if (changes.length > 0 && edit({ label: text.renamed(words), changes })) openFlow(id);
    onClose();
  };
  return (
    <Dialog title={text.renameTitle(title)} size="narrow" open onClose={onClose} actions={<><Button onPress={onClose}>{text.cancel}</Button><Button look="primary" isDisabled={bad} onPress={save}>{text.done}</Button></>}>
      <div className="form-stack">
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on what is asked */}
        <TextField label={text.name} autoFocus onFocus={({ target }) => target.select()} maxLength={100} value={name} onChange={setName} error={words === '' ? text.nameEmpty : undefined} onKeyDown={(event) => (event.key === 'Enter' ? save() : event.continuePropagation())} />
        <TextField label={text.id} mono isDisabled={held !== undefined} hint={held ?? text.idHint} value={wish} onChange={setWish} error={refused === undefined ? undefined : refused === 'bad' ? text.idBad : text.idTaken} onKeyDown={(event) => (event.key === 'Enter' ? save() : event.continuePropagation())} />
        <p className="entry-help">{uses.length === 0 ? text.usedNowhere : text.usedBy(uses.length)}</p>
        <UseList uses={uses} titleOf={titleOf} onClose={onClose} />
      </div>
    </Dialog>
  );
}

/** Deletes a sub-flow that nothing runs; says who runs it otherwise. */
export function RemoveFlowDialog({ flow, title, titleOf, onClose }: FlowDialogProps) {
  const text = useTexts(flowSwitcherTexts);
  const { scenario, edit } = useDocument();
  const toast = useToast();
  const undoOffer = useUndoOffer();
  const uses = useUses(flow);
  const cases = useCasesOf(flow);
  if (uses.length > 0) {
    return (
      <Dialog title={text.inUseTitle(title)} size="narrow" open onClose={onClose} actions={<Button onPress={onClose}>{text.close}</Button>}>
        <p>{text.inUse}</p>
        <UseList uses={uses} titleOf={titleOf} onClose={onClose} />
      </Dialog>
    );
  }
  const remove = (): void => {
    if (edit({ label: text.removeLabel(title), changes: removeFlow(scenario, flow) })) toast({ text: text.removed(title), action: undoOffer() });
    onClose();
  };
  return (
    <Dialog alert title={text.removeTitle(title)} size="narrow" open onClose={onClose} actions={<><Button onPress={onClose}>{text.cancel}</Button><Button look="danger" onPress={remove}>{text.remove}</Button></>}>
      <p>{text.removeText(Object.keys(scenario.flows[flow]?.nodes ?? {}).length)}</p>
      {cases === undefined || cases === 0 ? null : <p>{text.removeCases(cases)}</p>}
    </Dialog>
  );
}
