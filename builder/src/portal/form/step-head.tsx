import { useTexts } from '../../text/locale.tsx';
import { formTexts } from './text.ts';

/** How far one is: 第 2 步，共 5 步, with a bar for each page. */
export function StepHead({ title, at, count }: { readonly title: string; readonly at: number; readonly count: number }) {
  const t = useTexts(formTexts);
  return (
    <div className="pf-progress">
      <p>{title} · {t.stepOf(at, count)}</p>
      <div aria-hidden="true">{Array.from({ length: count }, (_, index) => <span key={index} data-done={index < at} />)}</div>
    </div>
  );
}
