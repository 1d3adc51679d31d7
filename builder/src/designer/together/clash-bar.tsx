import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { takeMine } from '../../../../runtime/schema/merge/take-mine.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { useWhenFree } from '../../ui/use-when-free.ts';
import { useNodeTypes } from '../document/catalogue.ts';
import { changesOf, differences } from '../document/diff.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { changeTexts } from '../changes/change-text.ts';
import { clashLines, type ClashLine } from './clash-words.ts';
import { useNameOf } from './arrivals.tsx';
import { placeTitle } from '../changes/group-title.ts';
import type { OpenClash } from './together.ts';
import { useTogether, useTogetherPart } from './together-context.tsx';
import './together.css';
import { togetherTexts } from './together-text.ts';

function Side({ lines }: { readonly lines: readonly ClashLine[] | undefined }) {
  const text = useTexts(togetherTexts);
  if (lines === undefined) return <p className="clash-value">{text.removed}</p>;
  return (
    <ul className="clash-value">
      {lines.map(({ place, words }) => <li key={place}>{place === '' ? null : <span>{place}</span>}{words}</li>)}
    </ul>
  );
}

function copied(lines: readonly ClashLine[] | undefined): string {
  return (lines ?? []).map(({ place, words }) => (place === '' ? words : `${place}: ${words}`)).join('\n');
}

/** One place, both values, and the choice. */
function ClashChoice({ open }: { readonly open: OpenClash }) {
  const { clash, by } = open;
  const text = useTexts(togetherTexts);
  const words = useTexts(changeTexts);
  const { locale } = useLocale();
  const { store } = useDocumentBinding();
  const { together } = useTogether();
  const copyTo = useCopy();
  const nameOf = useNameOf();
  const scenario = useDocumentPart((state) => state.history.present);
  const types = useNodeTypes();
  const desk = { scenario, locale, typeOf: types.get };
  const mine = clashLines(clash.place, clash.mine, desk);
  const taken = takeMine(scenario, clash);
  const title = placeTitle(clash.place, scenario, locale, { ...words, layout: text.layout, name: text.name });
  const take = (): void => {
    if (taken === undefined) return;
    store.edit({ label: text.takenLabel, changes: changesOf(differences(scenario, taken)) });
    together.decided(clash);
  };
  const copy = (): void => copyTo(copied(mine), text.copied);
  return (
    <li className="clash-part">
      <h3>{title}</h3>
      <div className="clash-sides">
        <section aria-label={text.clashMine}>
          <h4>{text.clashMine}</h4>
          <Side lines={mine} />
        </section>
        <section aria-label={text.clashTheirs(nameOf(by))}>
          <h4>{text.clashTheirs(nameOf(by))}</h4>
          <Side lines={clashLines(clash.place, clash.theirs, desk)} />
        </section>
      </div>
      {taken === undefined ? <p className="ui-quiet">{text.clashGone}</p> : null}
      <div className="ui-row">
        {taken === undefined ? (
          <Button size="small" onPress={copy}>{text.copyMine}</Button>
        ) : (
          <Button size="small" onPress={take} aria-label={`${text.takeMine}: ${title}`}>{text.takeMine}</Button>
        )}
        <Button size="small" onPress={() => together.decided(clash)} aria-label={`${text.keepTheirs}: ${title}`}>{text.keepTheirs}</Button>
      </div>
    </li>
  );
}

/** Below the top bar while somebody's value waits for its author's choice. Nothing is lost meanwhile, so nothing has to be answered at once, and it neither comes nor goes under a hand that drags. */
export function ClashBar() {
  const text = useTexts(togetherTexts);
  const clashes = useWhenFree(useTogetherPart((state) => state.clashes));
  const [open, setOpen] = useState(false);
  if (clashes.length === 0) return null;
  return (
    <section className="clash-bar" aria-label={text.clashTitle}>
      <TriangleAlert size={14} aria-hidden="true" />
      <output>{text.clashes(clashes.length)}</output>
      <Button size="small" onPress={() => setOpen(true)}>{text.clashesDo}</Button>
      {open ? (
        <Dialog title={text.clashTitle} size="wide" open onClose={() => setOpen(false)} actions={<Button onPress={() => setOpen(false)}>{text.close}</Button>}>
          <p className="ui-quiet">{text.clashText}</p>
          <ul>
            {clashes.map((one) => (
              <ClashChoice key={JSON.stringify(one.clash.place)} open={one} />
            ))}
          </ul>
        </Dialog>
      ) : null}
    </section>
  );
}
