import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { Draft } from '../../../../server/api/scenario.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useDatasets, useNodeTypes } from '../document/catalogue.ts';
import { editsFor } from '../document/change.ts';
import { useDocument } from '../document/document-context.tsx';
import { applyEdits } from '../document/edit.ts';
import { caseChanges, caseHits } from './case-places.ts';
import { isKeyName, refusesName } from './named-things.ts';
import { changesFor, clashes, hitsOf, idOf, renamedTo, saysAnywhere } from './rename.ts';
import { renameTexts } from './rename-text.ts';
import type { RenameWish } from './rename-wish.ts';
import { useFollowCases } from './use-follow-cases.ts';
import { UseList } from './use-list.tsx';
import { beyond } from './warnings.ts';
import './rename.css';

/** Asks for another name of anything in the scenario and shows first, in words, what follows it. */
export function RenameDialog({ named, to: typed, onlyHere, onCancel, onDone, onClose }: RenameWish & { readonly onClose: () => void }) {
  const text = useTexts(renameTexts);
  const { locale } = useLocale();
  const { id: scenarioId, scenario, edit } = useDocument();
  const { list } = useDatasets();
  const types = useNodeTypes();
  const client = useQueryClient();
  const follow = useFollowCases();
  const id = idOf(named);
  const [wish, setWish] = useState(typed ?? id);
  const to = wish.trim();
  const schemaOf = useMemo(() => (type: string) => types.get(type)?.config, [types]);
  const hits = useMemo(() => hitsOf(scenario, named, schemaOf), [scenario, named, schemaOf]);
  // Nodes at the ends of one flow give what they give under one name: the others are uses of it.
  const uses = useMemo(() => hits.filter(({ own, path }) => !own || (named.kind === 'results' && path[0] === 'flows' && path[3] !== named.path[1])), [hits, named]);
  const cases = (client.getQueryData<Draft>(['cases', scenarioId]) ?? client.getQueryData<Draft>(['draft', scenarioId]))?.cases;
  const inCases = useMemo(() => (cases === undefined ? 0 : caseHits(scenario, cases, named).length), [scenario, cases, named]);
  const refused = refusesName(scenario, named, to, schemaOf);
  const asked = useDeferredValue(to);
  const hidden = useMemo(() => {
    if (asked === id || refused !== undefined || !saysAnywhere(scenario, asked)) return 0;
    return clashes(scenario, applyEdits(scenario, editsFor(scenario, changesFor(scenario, hits, asked))), named, asked, schemaOf).length;
  }, [scenario, named, hits, asked, id, refused, schemaOf]);
  const far = useMemo(() => beyond(scenario, named, list), [scenario, named, list]);
  const count = uses.length + inCases;
  const isAlone = onlyHere !== undefined && count === 0 && refused === undefined && hidden === 0;
  const settled = useRef(false);
  const save = () => {
    if (refused !== undefined || hidden > 0 || settled.current) return;
    settled.current = true;
    if (to !== id && edit({ label: text.renamed(id, to), changes: changesFor(scenario, hits, to) })) {
      if (inCases > 0) follow((file) => caseChanges(scenario, file, named, to), (file) => caseChanges(applyEdits(scenario, editsFor(scenario, changesFor(scenario, hits, to))), file, renamedTo(named, to), id));
      onDone?.(to);
    }
    onClose();
  };
  // What nothing else uses is renamed without asking.
  useEffect(() => {
    if (!isAlone || settled.current) return;
    settled.current = true;
    onlyHere?.();
    onClose();
  }, [isAlone, onlyHere, onClose]);
  if (isAlone) return null;
  const cancel = () => {
    onCancel?.();
    onClose();
  };
  const here = () => {
    onlyHere?.();
    onClose();
  };
  const error = refused === 'taken' ? text.taken : refused === 'bad' ? (isKeyName(named) ? text.badKey : text.badName) : hidden > 0 ? text.clash(hidden) : undefined;
  const actions = (
    <>
      <Button onPress={cancel}>{text.cancel}</Button>
      {onlyHere === undefined ? null : <Button isDisabled={refused !== undefined} onPress={here}>{text.onlyHere}</Button>}
      <Button look="primary" isDisabled={error !== undefined} onPress={save}>{count === 0 ? text.doOne : text.doAll(count)}</Button>
    </>
  );
  return (
    <Dialog title={text.title(id)} open onClose={cancel} actions={actions}>
      <div className="rename-body">
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on what is asked */}
        <TextField label={text.newName} mono autoFocus onFocus={({ target }) => target.select()} hint={text.hint} value={wish} onChange={setWish} error={error} onKeyDown={(event) => (event.key === 'Enter' ? save() : event.continuePropagation())} />
        {onlyHere === undefined ? null : <p className="entry-help">{text.onlyHereWhy}</p>}
        <UseList uses={uses} to={to} onLeave={cancel} />
        {inCases > 0 ? <p className="rename-more">{text.inCases(inCases)}</p> : null}
        {far.rows > 0 ? <p className="rename-warn" role="note">{text.rows(far.rows)}</p> : null}
        {far.readers.length > 0 ? <p className="rename-warn" role="note">{text.readers(far.readers.join(locale === 'en' ? ', ' : '、'))}</p> : null}
        {far.joins > 0 ? <p className="rename-warn" role="note">{text.joined(far.joins)}</p> : null}
        {named.kind === 'roles' ? <p className="rename-more">{text.duties}</p> : null}
      </div>
    </Dialog>
  );
}
