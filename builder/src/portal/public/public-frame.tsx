import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ALargeSmall } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { BrandMark } from '../shell/brand.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { usePreferences } from '../shell/preferences.tsx';
import { SpaceFoot } from '../shell/space-foot.tsx';
import { shellTexts } from '../shell/text.ts';
import { publicTexts } from './text.ts';

export interface FrameProps {
  readonly app: string;
  readonly synthetic: boolean;
  /** Origins of the sites that are told how high the page is. */
  readonly tell: readonly string[];
  readonly children: ReactNode;
}

/** Header and footer for people without an account: the name, large text, the other language, the look-up. */
export function PublicFrame({ synthetic, children }: Pick<FrameProps, 'synthetic' | 'children'>) {
  const s = useTexts(shellTexts);
  const t = useTexts(publicTexts);
  const { big, setBig } = usePreferences();
  return (
    <>
      <a className="skip" href="#main">{s.skip}</a>
      <header className="top">
        <div className="wrap">
          <span className="brand"><BrandMark /></span>
          <span className="sp" />
          {synthetic ? <span className="tag synth">{s.synthetic}</span> : null}
          <button type="button" className="aa" aria-label={s.bigTextLabel} aria-pressed={big} onClick={() => setBig(!big)}><ALargeSmall className="i" aria-hidden="true" /><span aria-hidden="true">{s.bigText}</span></button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>{children}</main>
      <footer className="foot"><div className="wrap">{synthetic ? <span className="tag synth">{s.syntheticLong}</span> : null}<Link className="link" href="/receipt">{t.lookUp}</Link><a className="link" href="/portal/">{t.signIn}</a><LanguageSwitch /></div><SpaceFoot /></footer>
    </>
  );
}
