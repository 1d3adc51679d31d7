import { useMemo, useState } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useNodeTypes } from '../document/catalogue.ts';
import { renameEntry, type EntryKind, type EntryUse } from '../document/rename-entry.ts';
import { nodeTitle, scenarioText } from '../document/scenario-text.ts';
import '../panel/rename.css';
import { isFree } from './add-entry.tsx';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';

const SHOWN = 12;

interface RenameProps {
  readonly desk: SettingsDesk;
  readonly kind: EntryKind;
  readonly id: string;
  readonly onClose: () => void;
}

/** Asks for another name and shows first what will follow it. */
export function RenameEntryDialog({ desk, kind, id, onClose }: RenameProps) {
  const text = useTexts(settingsTexts);
  const types = useNodeTypes();
  const { scenario, locale } = desk;
  const [wish, setWish] = useState(id);
  const to = wish.trim();
  const taken = Object.keys(scenario[kind]).filter((one) => one !== id);
  const nameKind = kind === 'bases' ? 'key' : 'name';
  const bad = !isFree(to, nameKind, taken);
  const rename = useMemo(() => renameEntry(scenario, kind, id, bad || to === id ? `${id}_` : to, (type) => types.get(type)?.config), [scenario, kind, id, to, bad, types]);
  const words = (use: EntryUse): string => {
    if (use.kind === 'node') return text.inNode(nodeTitle(scenario, use.flow, use.node, locale));
    if (use.kind === 'page') return text.inPage(scenarioText(scenario, scenario.pages[use.id]?.title, locale) ?? use.id);
    return use.kind === 'parameter' ? text.inParameter(use.id) : text.inText(use.id);
  };
  const save = () => {
    if (bad) return;
    if (to !== id) desk.change(text.renamed(id, to), rename.changes);
    onClose();
  };
  return (
    <Dialog title={text.renameTitle(id)} size="narrow" open onClose={onClose} actions={<><Button onPress={onClose}>{text.cancel}</Button><Button look="primary" isDisabled={bad} onPress={save}>{text.renameDo}</Button></>}>
      <div className="rename-body">
        <TextField label={text.newName} mono value={wish} onChange={setWish} error={bad ? (nameKind === 'name' ? text.nameBad : text.keyBad) : undefined} onKeyDown={(event) => (event.key === 'Enter' ? save() : event.continuePropagation())} />
        <p className="entry-help">{rename.uses.length === 0 ? text.usedNowhere : text.followers(rename.uses.length)}</p>
        <ul className="rename-uses">
          {rename.uses.slice(0, SHOWN).map((use) => <li key={`${use.kind}.${use.kind === 'node' ? `${use.flow}.${use.node}` : use.id}`}>{words(use)}</li>)}
          {rename.uses.length > SHOWN ? <li>{text.moreUses(rename.uses.length - SHOWN)}</li> : null}
        </ul>
        {kind === 'roles' ? <p className="entry-help">{text.dutiesStay}</p> : null}
      </div>
    </Dialog>
  );
}
