import type { ReactNode } from 'react';
import './chip.css';

export type Tone = 'neutral' | 'ok' | 'warn' | 'err' | 'accent' | 'dashed';

/** A small state word. Colour never stands alone: give an icon or a word that says the same. */
export function Chip({ tone = 'neutral', icon, children }: { readonly tone?: Tone; readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <span className="ui-chip" data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}

/** A count beside a label. */
export function Badge({ tone = 'neutral', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className="ui-badge" data-tone={tone}>
      {children}
    </span>
  );
}

export function KeyHint({ keys }: { readonly keys: string }) {
  return <kbd>{keys}</kbd>;
}

const HUES = ['start', 'data', 'rule', 'form', 'human', 'output'] as const;

/** The colour of a person, the same wherever the name stands. */
export function hueOf(name: string): (typeof HUES)[number] {
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return HUES[sum % HUES.length] ?? 'start';
}

/** First character of a name on a colour that stays the same for that name. */
export function Avatar({ name, size = 26 }: { readonly name: string; readonly size?: number }) {
  return (
    <span className="ui-avatar" data-category={hueOf(name)} style={{ width: size, height: size, fontSize: size > 24 ? 12 : 11 }} aria-hidden="true">
      {Array.from(name)[0] ?? '?'}
    </span>
  );
}
