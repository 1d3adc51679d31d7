import { Eye, LayoutList } from 'lucide-react';
import { useLocation } from 'wouter';
import type { FormField } from '../../../../../runtime/schema/field.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { useDocument } from '../../document/document-context.tsx';
import { useDesk } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { editorPath } from '../editor-path.ts';
import { panelTexts } from '../panel-texts.ts';

/** The questions of a form in the panel and the way to the form editor. */
export function FormSummary() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { id } = useDocument();
  const [, go] = useLocation();
  const fields = (desk.node.config['fields'] ?? []) as readonly FormField[];
  const outcomes = (desk.node.config['outcomes'] ?? []) as readonly { readonly port: string; readonly title?: string }[];
  const titleOf = (name: string, title: string | undefined) => scenarioText(desk.scenario, title ?? `@${desk.id}.${name}`, desk.locale) ?? name;
  const open = () => go(editorPath(id, 'form', desk.flow, desk.id));
  return (
    <EntryFrame title={text.questions} end={text.formCount(fields.length, fields.filter((field) => field.visible !== undefined).length)} problems={[...desk.problemsAt(['fields'], true), ...desk.problemsAt(['outcomes'], true)].slice(0, 3)}>
      <ol className="rule-list">
        {fields.length === 0 ? <li>{text.noQuestions}</li> : null}
        {fields.map((field) => (
          <li key={field.id}>
            <code>{field.id}</code>
            <span>{titleOf(field.id, field.title)}</span>
            <b>
              {field.visible === undefined ? null : <Eye size={13} aria-hidden="true" />}
              {field.optional ? '' : text.required}
            </b>
          </li>
        ))}
        {outcomes.length === 0 ? null : (
          <li>
            <span>
              {text.outcomes}：{outcomes.map((outcome) => titleOf(outcome.port, outcome.title)).join(' / ')}
            </span>
          </li>
        )}
      </ol>
      <Button icon={<LayoutList size={14} aria-hidden="true" />} onPress={open}>
        {text.openForm}
      </Button>
    </EntryFrame>
  );
}
