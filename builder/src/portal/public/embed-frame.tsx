import { useEffect, useRef } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { LanguageSwitch } from '../shell/language-switch.tsx';
import { SpaceFoot } from '../shell/space-foot.tsx';
import { shellTexts } from '../shell/text.ts';
import type { FrameProps } from './public-frame.tsx';

/** The site around, where the browser tells it; a message to any other origin would not arrive. */
function siteAround(): string | undefined {
  const ancestors = 'ancestorOrigins' in location ? location.ancestorOrigins[0] : undefined;
  if (ancestors !== undefined) return ancestors;
  return document.referrer === '' ? undefined : new URL(document.referrer).origin;
}

/** Tells the site around how high the page is, each time it changes; nobody whom the scenario does not list. */
function useToldHeight(app: string, tell: readonly string[]) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!box.current || window.parent === window) return undefined;
    const around = siteAround();
    const whom = around === undefined ? tell : tell.filter((origin) => origin === around);
    const element = box.current;
    const watch = new ResizeObserver(() => {
      for (const origin of whom) window.parent.postMessage({ source: 'scenario-studio', app, height: Math.ceil(element.getBoundingClientRect().height) }, origin);
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [app, tell]);
  return box;
}

/** A form in a frame of another site: no header, no ways to elsewhere. */
export function EmbedFrame({ app, synthetic, tell, children }: FrameProps) {
  const s = useTexts(shellTexts);
  const box = useToldHeight(app, tell);
  return (
    <div ref={box} className="embedded">
      <main id="main" tabIndex={-1}>{children}</main>
      <div className="wrap embed-foot">{synthetic ? <span className="tag synth">{s.syntheticLong}</span> : null}<LanguageSwitch className="link" /></div>
      <SpaceFoot />
    </div>
  );
}
