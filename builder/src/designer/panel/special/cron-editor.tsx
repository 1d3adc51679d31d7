import { useState } from 'react';
import { cronProblem, nextTimes } from '../../../../../runtime/schema/cron.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { stampText } from '../../pages/shared/format.ts';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { useDesk } from '../entry-desk.tsx';
import { panelTexts } from '../panel-texts.ts';

const SUGGESTIONS = ['0 8 * * 1-5', '0 9 * * *', '30 17 * * 5', '0 9 1 * *', '*/30 * * * *'];

/** When a schedule begins, with the next three times as they will be. */
export function CronEditor() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { locale } = useLocale();
  const value = desk.node.config['cron'];
  const cron = typeof value === 'string' ? value : '';
  const zone = desk.scenario.zone;
  const [now] = useState(() => new Date().toISOString());
  const times = cronProblem(cron, zone, now) === null ? nextTimes(cron, zone, now, 3) : [];
  return (
    <EntryFrame title={text.cron} problems={desk.problemsAt(['cron'])}>
      <LineInput label={text.cron} mono value={cron} readOnly={desk.readOnly} suggestions={SUGGESTIONS} onCommit={(next) => desk.set(['cron'], next.trim(), text.cron)} />
      <p className="ui-quiet">{text.cronParts}</p>
      {times.length === 0 ? null : (
        <output className="ui-quiet">{text.cronNext(times.map((time) => stampText(time, locale, zone)).join(' · '))}</output>
      )}
    </EntryFrame>
  );
}
