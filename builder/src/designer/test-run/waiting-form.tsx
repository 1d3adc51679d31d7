import { WandSparkles } from 'lucide-react';
import { useState } from 'react';
import type { FormField } from '../../../../runtime/schema/field.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { useDocument } from '../document/document-context.tsx';
import { isRecord } from '../document/pointer.ts';
import { nodeTitle, scenarioText } from '../document/scenario-text.ts';
import { useTrace } from '../document/trace-context.tsx';
import { TestFields } from './test-fields.tsx';
import { testRunTexts } from './test-run-text.ts';
import { useAnswers } from './use-answers.ts';

interface Waiting {
  readonly node: string;
  readonly fields: readonly FormField[];
  readonly values: Readonly<Record<string, unknown>>;
  readonly outcomes: readonly { readonly port: string; readonly preselect?: boolean }[];
}

/** The trace's waiting task, read with care: its shape is plain JSON. */
function waitingOf(items: readonly unknown[] | undefined): Waiting | undefined {
  const item = items?.find((one) => isRecord(one) && typeof one['node'] === 'string' && Array.isArray(one['outcomes']));
  if (!isRecord(item)) return undefined;
  return {
    node: item['node'] as string,
    fields: Array.isArray(item['fields']) ? (item['fields'] as readonly FormField[]) : [],
    values: isRecord(item['values']) ? item['values'] : {},
    outcomes: item['outcomes'] as Waiting['outcomes'],
  };
}

function AnswerForm({ waiting }: { readonly waiting: Waiting }) {
  const text = useTexts(testRunTexts);
  const { locale } = useLocale();
  const { scenario, flow } = useDocument();
  const trace = useTrace();
  const [outcome, setOutcome] = useState<string | null>(waiting.outcomes.find((item) => item.preselect)?.port ?? waiting.outcomes[0]?.port ?? null);
  const answers = useAnswers({ scenario, node: waiting.node, fields: waiting.fields, before: waiting.values });
  const submit = (): void => {
    const data = answers.read();
    if (outcome !== null && data !== undefined) void trace.answer({ node: waiting.node, outcome, data }).catch(() => undefined);
  };
  return (
    <form
      className="waiting-form"
      aria-label={text.waitingTitle(nodeTitle(scenario, flow, waiting.node, locale))}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h2>{text.waitingTitle(nodeTitle(scenario, flow, waiting.node, locale))}</h2>
      <p className="ui-quiet">{text.waitingNote}</p>
      {waiting.fields.length === 0 ? null : <div><Button size="small" icon={<WandSparkles size={13} aria-hidden="true" />} onPress={answers.fill}>{text.fillSample}</Button></div>}
      <TestFields scenario={scenario} node={waiting.node} fields={waiting.fields} values={answers.values} errors={answers.errors} round={answers.round} onChange={answers.change} />
      <Select label={text.outcome} value={outcome} onChange={setOutcome} options={waiting.outcomes.map((item) => ({ id: item.port, label: scenarioText(scenario, `@${waiting.node}.${item.port}`, locale) ?? item.port }))} />
      {trace.error === undefined ? null : <ErrorState error={trace.error} />}
      <Button type="submit" look="primary" busy={trace.running}>
        {text.submit}
      </Button>
    </form>
  );
}

/** Beside the canvas while a test run waits for a person: the designer answers in their place. */
export function WaitingForm() {
  const { trace } = useTrace();
  const waiting = trace?.status === 'waiting' ? waitingOf(trace.waiting) : undefined;
  return waiting === undefined ? null : <AnswerForm key={`${waiting.node} ${trace?.order.length ?? 0}`} waiting={waiting} />;
}
