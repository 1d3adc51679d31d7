import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { takeMine } from '../../../../runtime/schema/merge/take-mine.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useCopy } from '../../ui/use-copy.ts';
import { useWhenFree } from '../../ui/use-when-free.ts';
import { changesOf, differences } from '../document/diff.ts';
import { useDocumentBinding, useDocumentPart } from '../document/document-context.tsx';
import { changeTexts } from '../changes/change-text.ts';
import { shortened } from '../../../../runtime/schema/cut-text.ts';
import { useNameOf } from './arrivals.tsx';
import { placeTitle } from '../changes/group-title.ts';
import type { OpenClash } from './together.ts';
import { useTogether, useTogetherPart } from './together-context.tsx';
import './together.css';
import { togetherTexts } from './together-text.ts';

const MOST_WORDS = 400;

function valueWords(value: unknown, removed: string): string {
  if (value === undefined) return removed;
  const words = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
  return shortened(words, MOST_WORDS);
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
  const taken = takeMine(scenario, clash);
  const title = placeTitle(clash.place, scenario, locale, { ...words, layout: text.layout, name: text.name });
  const take = (): void => {
    if (taken === undefined) return;
    store.edit({ label: text.takenLabel, changes: changesOf(differences(scenario, taken)) });
    together.decided(clash);
  };
  const copy = (): void => copyTo(valueWords(clash.mine, ''), text.copied);
  return (
    <li className="clash-part">
      <h3>{title}</h3>
      <div className="clash-sides">
        <section aria-label={text.clashMine}>
          <h4>{text.clashMine}</h4>
          <pre>{valueWords(clash.mine, text.removed)}</pre>
        </section>
        <section aria-label={text.clashTheirs(nameOf(by))}>
          <h4>{text.clashTheirs(nameOf(by))}</h4>
          <pre>{valueWords(clash.theirs, text.removed)}</pre>
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
