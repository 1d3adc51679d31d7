import { useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocument } from '../document/document-context.tsx';
import { renameNode } from '../document/rename-node.ts';
import { useDesk } from './entry-desk.tsx';
import { refusesId } from './node-id.ts';
import { panelTexts } from './panel-texts.ts';

/** Gives the node another id and carries it into every formula, edge and text. */
export function RenameDialog({ onClose }: { readonly onClose: () => void }) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { scenario, edit, select } = useDocument();
  const types = useNodeTypes();
  const [wish, setWish] = useState(desk.id);
  const taken = new Set(Object.keys(scenario.flows[desk.flow]?.nodes ?? {}).filter((id) => id !== desk.id));
  const refused = refusesId(wish, taken);
  const save = () => {
    if (refused !== undefined) return;
    if (wish !== desk.id && edit({ label: text.renamed(desk.id, wish), changes: renameNode(scenario, desk.flow, desk.id, wish, (type) => types.get(type)?.config) })) select({ nodes: [wish] });
    onClose();
  };
  return (
    <Dialog title={text.rename} size="narrow" open onClose={onClose} actions={<><Button onPress={onClose}>{text.cancel}</Button><Button look="primary" isDisabled={refused !== undefined} onPress={save}>{text.renameDo}</Button></>}>
      <TextField label={text.renameTo} mono hint={text.renameHint} value={wish} onChange={setWish} error={refused === undefined ? undefined : refused === 'bad' ? text.renameBad : text.renameTaken} onKeyDown={(event) => (event.key === 'Enter' ? save() : event.continuePropagation())} />
    </Dialog>
  );
}
