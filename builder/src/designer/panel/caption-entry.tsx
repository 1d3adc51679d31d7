import { Braces } from 'lucide-react';
import { useMemo } from 'react';
import { useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { FieldPicker } from '../formula/field-picker.tsx';
import { EntryFrame } from './entries/entry-frame.tsx';
import { LineInput } from './entries/line-input.tsx';
import { useDesk } from './entry-desk.tsx';
import { panelTexts } from './panel-texts.ts';

/** What lists call the matter a start begins, or the task of a human step: words with values of the run. */
export function CaptionEntry({ isStart }: { readonly isStart: boolean }) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { scope, info, id } = desk;
  const label = isStart ? text.captionOfMatter : text.captionOfTask;
  const value = scenarioText(desk.scenario, desk.node.caption, desk.locale) ?? '';
  // A start has nothing before it and tells of what it gives itself.
  const names = useMemo(() => (isStart ? { ...scope, names: { ...(info ? { [id]: info.output } : {}), ...scope.names } } : scope), [isStart, scope, info, id]);
  const put = (next: string) => desk.setNodeText('caption', desk.node.caption, next.trim(), label);
  const picker = desk.readOnly ? undefined : (
    <FieldPicker
      label={text.captionInsert}
      scope={names}
      offers={(option) => option.holds === 'one'}
      onPick={(path) => put(value === '' ? `{${path}}` : `${value} · {${path}}`)}
      trigger={<Button look="quiet" size="small" aria-label={`${label}: ${text.captionInsert}`} icon={<Braces size={13} aria-hidden="true" />} />}
    />
  );
  return (
    <EntryFrame title={label} help={isStart ? text.captionMatterHint : text.captionTaskHint} end={picker} problems={desk.nodeProblemsAt('caption')}>
      <LineInput label={label} value={value} readOnly={desk.readOnly} onCommit={put} />
    </EntryFrame>
  );
}
