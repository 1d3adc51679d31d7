import { useMemo, useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { useDocument } from '../document/document-context.tsx';
import { renameNode, usesOfNode } from '../document/rename-node.ts';
import { nodeTitle } from '../document/scenario-text.ts';
import { useDesk } from './entry-desk.tsx';
import { refusesId } from './node-id.ts';
import { panelTexts } from './panel-texts.ts';
import './rename.css';

const SHOWN = 8;

/** What follows the new id, before anything is changed. */
function Uses() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { scenario } = useDocument();
  const types = useNodeTypes();
  const { nodes, edges, texts, documents } = useMemo(() => usesOfNode(scenario, desk.flow, desk.id, (type) => types.get(type)?.config), [scenario, desk.flow, desk.id, types]);
  const count = nodes.reduce((sum, { places }) => sum + places, 0) + edges + texts + documents;
  if (count === 0) return <p className="entry-help">{text.renameNoUse}</p>;
  return (
    <>
      <p className="entry-help">{text.renameUses(count)}</p>
      <ul className="rename-uses">
        {nodes.slice(0, SHOWN).map(({ node, places }) => <li key={node}>{text.renameIn(nodeTitle(scenario, desk.flow, node, desk.locale), places)}</li>)}
        {nodes.length > SHOWN ? <li>{text.renameMore(nodes.length - SHOWN)}</li> : null}
        {edges === 0 ? null : <li>{text.renameEdges(edges)}</li>}
        {texts === 0 ? null : <li>{text.renameTexts(texts)}</li>}
        {documents === 0 ? null : <li>{text.renameDocuments(documents)}</li>}
      </ul>
    </>
  );
}

/** Gives the node another id, shows first what uses it, and carries it into every formula, edge and text. */
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
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on what is asked */}
      <TextField label={text.renameTo} mono autoFocus onFocus={({ target }) => target.select()} hint={text.renameHint} value={wish} onChange={setWish} error={refused === undefined ? undefined : refused === 'bad' ? text.renameBad : text.renameTaken} onKeyDown={(event) => (event.key === 'Enter' ? save() : event.continuePropagation())} />
      <Uses />
    </Dialog>
  );
}
