import { GitMerge } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useUser } from '../app/session.tsx';
import { useDocumentPart } from '../document/document-context.tsx';
import { clockText } from '../home/when.ts';
import '../review/review.css';
import { changeTexts } from '../changes/change-text.ts';
import { groupTitle } from '../changes/group-title.ts';
import { useTogether, useTogetherPart } from './together-context.tsx';
import './together.css';
import { togetherTexts } from './together-text.ts';

/** While somebody types, saves come every second; they are told together. */
const SAY_MS = 3000;
const TONES = { added: 'ok', changed: 'warn', removed: 'err' } as const;

/** Name of whoever saved: this person in another page, somebody seen here, or a colleague. */
export function useNameOf(): (id: string) => string {
  const text = useTexts(togetherTexts);
  const me = useUser();
  const { together } = useTogether();
  return (id) => (id === me.id ? text.hereYou : (together.name(id) ?? text.someone));
}

function ArrivalsDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useTexts(togetherTexts);
  const words = useTexts(changeTexts);
  const { locale } = useLocale();
  const { together } = useTogether();
  const nameOf = useNameOf();
  const arrivals = useTogetherPart((state) => state.arrivals);
  const scenario = useDocumentPart((state) => state.history.present);
  const marks = { added: words.markAdded, changed: words.markChanged, removed: words.markRemoved };
  const close = (): void => {
    together.seen();
    onClose();
  };
  return (
    <Dialog title={text.cameTitle} open onClose={close} actions={<Button look="primary" onPress={close}>{text.seen}</Button>}>
      <p className="ui-quiet">{text.cameText}</p>
      {arrivals.map(({ by, at, groups }) => (
        <section key={by} className="came-part">
          <h3>{text.cameBy(nameOf(by), clockText(at, locale))}</h3>
          <ul>
            {groups.map((group) => (
              <li key={group.id}>
                <span>{groupTitle(group, scenario, locale, words)}</span>
                <Chip tone={TONES[group.mark]}>{marks[group.mark]}</Chip>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </Dialog>
  );
}

/** In the top bar: others' changes came in; what they were is one click away. */
export function Arrivals() {
  const text = useTexts(togetherTexts);
  const nameOf = useNameOf();
  const arrivals = useTogetherPart((state) => state.arrivals);
  const [open, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  const count = arrivals.reduce((sum, { groups }) => sum + groups.length, 0);
  const latest = arrivals[0];
  const words = latest === undefined ? '' : text.cameSpoken(nameOf(latest.by), latest.groups.length);
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words), SAY_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <>
      <output className="ui-hidden">{said}</output>
      {count === 0 ? null : (
        <span className="notice-bell">
          <IconButton label={text.came(count)} icon={<GitMerge size={16} strokeWidth={1.75} aria-hidden="true" />} onPress={() => setOpen(true)} />
          <span className="notice-count" aria-hidden="true">{count > 99 ? '99+' : count}</span>
        </span>
      )}
      {open ? <ArrivalsDialog onClose={() => setOpen(false)} /> : null}
    </>
  );
}
