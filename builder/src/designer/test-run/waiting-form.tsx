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
import { readTyped, typedOf, type Typed } from './test-field.ts';
import { TestFields } from './test-fields.tsx';
import { testRunTexts } from './test-run-text.ts';

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
  const [values, setValues] = useState<Readonly<Record<string, Typed>>>(() => Object.fromEntries(waiting.fields.map((field) => [field.id, typedOf(field, waiting.values[field.id])])));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const submit = (): void => {
    const data: Record<string, unknown> = {};
    const wrong: Record<string, string> = {};
    for (const field of waiting.fields) {
      const reading = readTyped(scenario, field, values[field.id]);
      if (reading === undefined) continue;
      if ('wrong' in reading) wrong[field.id] = reading.wrong === 'number' ? text.badNumber(field.id) : text.badJson(field.id);
      else data[field.id] = reading.value;
    }
    setErrors(wrong);
    if (outcome !== null && Object.keys(wrong).length === 0) void trace.answer({ node: waiting.node, outcome, data }).catch(() => undefined);
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
      <TestFields scenario={scenario} node={waiting.node} fields={waiting.fields} values={values} errors={errors} onChange={(field, value) => setValues((old) => ({ ...old, [field]: value }))} />
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
