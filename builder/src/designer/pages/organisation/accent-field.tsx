import { useState } from 'react';
import type { AccentNote, ThemeView } from '../../../../../server/api/theme.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { themeTexts } from './theme-text.ts';
import { HEX } from './theme-wish.ts';

interface AccentFieldProps {
  readonly value: string;
  readonly accents: ThemeView['accents'];
  readonly notes: readonly AccentNote[];
  readonly from: string;
  readonly error: string | undefined;
  readonly onChange: (accent: string) => void;
}

/** A colour of the checked set, or any: what is not readable is shaded until it is, and that is said. */
export function AccentField({ value, accents, notes, from, error, onChange }: AccentFieldProps) {
  const text = useTexts(themeTexts);
  const { locale } = useLocale();
  const [free, setFree] = useState(value !== '' && !accents.some(({ colour }) => colour === value.toUpperCase()));
  const pick = (colour: string) => {
    setFree(false);
    onChange(colour);
  };
  return (
    <fieldset className="ui-field theme-accent">
      <legend className="ui-label">{text.accent}</legend>
      <div className="theme-swatches">
        <label><input type="radio" name="accent" checked={!free && value === ''} onChange={() => pick('')} />{text.accentNone}</label>
        {accents.map(({ colour, title }) => (
          <label key={colour}><input type="radio" name="accent" checked={!free && value.toUpperCase() === colour} onChange={() => pick(colour)} /><span className="theme-swatch" style={{ background: colour }} aria-hidden="true" />{title[locale]}</label>
        ))}
        <label><input type="radio" name="accent" checked={free} onChange={() => setFree(true)} />{text.accentOwn}</label>
      </div>
      {!free && value === '' ? <p className="ui-hint">{from}</p> : null}
      {free ? (
        <div className="theme-free">
          <input type="color" aria-label={text.accentOwn} value={HEX.test(value) ? value : (accents[0]?.colour ?? '')} onChange={(event) => onChange(event.target.value.toUpperCase())} />
          <TextField label={text.hex} hint={text.hexHint} mono maxLength={7} value={value} onChange={onChange} error={error} />
        </div>
      ) : null}
      <ul className="theme-notes" aria-live="polite">
        {notes.map((note) => <li key={note.kind === 'near' ? note.state : note.kind}>{note.kind === 'near' ? text[`near_${note.state}`] : `${text.shade(note.wanted, note.ratio.toFixed(2), note.need.toFixed(1), note.used, note.usedRatio.toFixed(2))}${text.darkToo}`}</li>)}
      </ul>
    </fieldset>
  );
}
