import { useTexts } from '../../../text/locale.tsx';
import { useDesk } from '../entry-desk.tsx';
import { panelTexts } from '../panel-texts.ts';
import { AssignField } from './assign-field.tsx';
import type { AssignPart } from './until-entry.ts';

/** Who does the task. */
export function AssignEditor() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  return <AssignField path={['assign']} title={text.assignTo} required value={desk.node.config['assign'] as AssignPart | readonly AssignPart[] | undefined} />;
}
