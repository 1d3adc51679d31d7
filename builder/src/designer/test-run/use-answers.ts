import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseFile } from '../../../../runtime/schema/case.ts';
import { dayIn } from '../../../../runtime/schema/date-limit.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { RowsAnswer } from '../../../../server/api/data.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { useUser } from '../app/session.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { addressOf, choicesFromRows, sharedRows } from './dataset-choices.ts';
import { sampleValue } from './sample-value.ts';
import { givenOf, readTyped, type Typed } from './test-field.ts';
import { testRunTexts } from './test-run-text.ts';

export interface Answers {
  readonly values: Readonly<Record<string, Typed>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly round: number;
  /** The answers as they are sent; undefined when one cannot be read, which is said at its field. */
  readonly read: () => Record<string, unknown> | undefined;
  readonly change: (field: string, value: Typed) => void;
  /** Gives every question that is still empty a made-up answer. */
  readonly fill: () => void;
}

export interface AnswersOf {
  readonly scenario: Scenario;
  readonly node: string;
  readonly fields: readonly FormField[];
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly cases?: CaseFile | undefined;
}

/** The answers of a form in a test run while they are given. */
export function useAnswers({ scenario, node, fields, before, cases }: AnswersOf): Answers {
  const text = useTexts(testRunTexts);
  const { locale } = useLocale();
  const user = useUser();
  const client = useQueryClient();
  const [values, setValues] = useState<Readonly<Record<string, Typed>>>(() => Object.fromEntries(fields.map((field) => [field.id, givenOf(field, before?.[field.id])])));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [round, setRound] = useState(0);
  const titleOf = (field: FormField): string => scenarioText(scenario, field.title ?? `@${node}.${field.id}`, locale) ?? field.id;
  const read = (): Record<string, unknown> | undefined => {
    const wrong: Record<string, string> = {};
    const input: Record<string, unknown> = {};
    for (const field of fields) {
      const reading = readTyped(scenario, field, values[field.id]);
      if (reading === undefined) continue;
      if ('wrong' in reading) wrong[field.id] = reading.wrong === 'number' ? text.badNumber(titleOf(field)) : text.badJson(titleOf(field));
      else input[field.id] = reading.value;
    }
    setErrors(wrong);
    return Object.keys(wrong).length > 0 ? undefined : input;
  };
  const fromDataset = (field: FormField): unknown => {
    const address = field.options !== undefined && 'dataset' in field.options ? addressOf(scenario, field.options.dataset) : undefined;
    const known = [...(cases === undefined ? [] : sharedRows(cases, field)), ...(client.getQueryData<RowsAnswer>(['rows', address, 'offered'])?.rows ?? []).map(({ data }) => data)];
    return choicesFromRows(field, known)[0]?.id;
  };
  const fill = (): void => {
    const facts = { scenario, today: dayIn(scenario.zone, new Date().toISOString()), user, words: { name: text.sampleName, place: text.samplePlace, text: text.sampleText, file: text.sampleFile } };
    setValues((old) => Object.fromEntries(fields.map((field) => [field.id, readTyped(scenario, field, old[field.id]) === undefined ? givenOf(field, sampleValue(field, titleOf(field), facts) ?? fromDataset(field)) : old[field.id]])));
    setErrors({});
    setRound((last) => last + 1);
  };
  return { values, errors, round, read, fill, change: (field, value) => setValues((old) => ({ ...old, [field]: value })) };
}
