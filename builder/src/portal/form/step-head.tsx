import { useTexts } from '../../text/locale.tsx';
import { formTexts } from './text.ts';

/** How far one is: 第 2 步，共 5 步, with a bar for each page; while answers decide how many follow, only the number of the page, and a bar that stays open. */
export function StepHead({ title, at, count, open }: { readonly title: string; readonly at: number; readonly count: number; readonly open: boolean }) {
  const t = useTexts(formTexts);
  return (
    <div className="pf-progress">
      <p>{title} · {open ? t.stepAt(at) : t.stepOf(at, count)}</p>
      <div aria-hidden="true">{Array.from({ length: count }, (_, index) => <span key={index} data-done={index < at} />)}{open ? <span data-open="true" /> : null}</div>
    </div>
  );
}
