import { useTexts } from '../../text/locale.tsx';
import { pointer } from '../document/pointer.ts';
import { EntryFrame } from '../panel/entries/entry-frame.tsx';
import { LineInput } from '../panel/entries/line-input.tsx';
import { textChanges } from '../panel/text-edits.ts';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { demandedTextChanges, textIn } from './text-pair.ts';

export interface TextPairProps {
  readonly desk: SettingsDesk;
  readonly label: string;
  /** Pointer of the property that holds the reference. */
  readonly at: string;
  readonly value: string | undefined;
  /** Text key made when one is needed. */
  readonly textKey: string;
  /** The format demands the property. */
  readonly demanded?: boolean;
  readonly locked?: boolean;
  readonly help?: string;
  readonly multiline?: boolean;
}

/** One text of the scenario, in both languages side by side. */
export function TextPair({ desk, label, at, value, textKey, demanded = false, locked = false, help, multiline = false }: TextPairProps) {
  const text = useTexts(settingsTexts);
  const key = value?.startsWith('@') ? value.slice(1) : textKey;
  const problems = [...desk.problemsAt(at), ...desk.problemsAt(pointer('texts', key))];
  const changesOf = demanded ? demandedTextChanges : textChanges;
  return (
    <EntryFrame title={label} required={demanded} problems={problems} {...(help === undefined ? {} : { help })}>
      <div className="entry-two text-pair">
        {(['zh-CN', 'en'] as const).map((locale) => {
          const name = locale === 'en' ? text.en : text.zh;
          return (
            <div key={locale} lang={locale}>
              <LineInput label={`${label} · ${name}`} placeholder={locale === 'en' ? `${text.en} · ${text.sameAsChinese}` : text.zh} multiline={multiline} value={textIn(desk.scenario, value, textKey, locale)} readOnly={desk.readOnly || locked} onCommit={(next) => desk.change(text.changeLabel(label), changesOf(desk.scenario, at, value, textKey, locale, next.trim()))} />
            </div>
          );
        })}
      </div>
    </EntryFrame>
  );
}
