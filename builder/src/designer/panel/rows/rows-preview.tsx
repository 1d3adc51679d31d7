import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { RowTableConfig } from '../../../../../runtime/rules/row-table-schema.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import type { RuleRowsAnswer } from '../../../../../server/api/scenario.ts';
import { RequestError } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { readExpression, readTests } from '../../../../../runtime/language/reading/reading.ts';
import { useDesk } from '../entry-desk.tsx';
import { rowsTexts } from './rows-text.ts';
import { jsonValues, TryRows } from './rows-try.tsx';
import { useColumnSchema, useTitleOf } from './rows-words.ts';
import { isBound, useRuleRows } from './use-rule-rows.ts';

/** A value stands by itself; a range or a written test is read aloud. */
function cellWords(cell: string | undefined, test: RowTableConfig['inputs'][number]['test'], locale: Locale): string {
  if (cell === undefined) return '-';
  return (test === 'equals' ? readExpression(cell, locale) : readTests(cell, locale)) ?? cell;
}

function Sample({ config, answer }: { readonly config: RowTableConfig; readonly answer: RuleRowsAnswer }) {
  const { locale } = useDesk();
  const text = useTexts(rowsTexts);
  const titleOf = useTitleOf(config);
  const dated = answer.sample.some(({ from, to }) => from !== undefined || to !== undefined);
  const left = answer.rules - answer.sample.length;
  return (
    // A wide table scrolls by itself; with the keyboard, too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="rows-sample" aria-label={text.sample} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {config.inputs.map(({ id }) => <th key={id} scope="col">{titleOf(id)}</th>)}
            {config.outputs.map(({ id }) => <th key={id} scope="col" data-output="">{titleOf(id)}</th>)}
            {dated ? <th scope="col">{text.days}</th> : null}
          </tr>
        </thead>
        <tbody>
          {answer.sample.map((rule) => (
            <tr key={rule.id}>
              {config.inputs.map(({ id, test }) => <td key={id} data-any={rule.when[id] === undefined}>{cellWords(rule.when[id], test, locale)}</td>)}
              {config.outputs.map(({ id }) => <td key={id} data-output="">{rule.results[id] === undefined ? '' : (readExpression(rule.results[id], locale) ?? rule.results[id])}</td>)}
              {dated ? <td>{rule.from ?? ''} – {rule.to ?? ''}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 ? <p className="entry-help">{text.more(left)}</p> : null}
    </section>
  );
}

function Faults({ answer }: { readonly answer: RuleRowsAnswer }) {
  const text = useTexts(rowsTexts);
  if (answer.faulty === 0) return null;
  return (
    <details className="rows-faults">
      <summary><TriangleAlert size={13} aria-hidden="true" /> {text.faulty(answer.faulty)}</summary>
      <ol>
        {answer.faults.map((fault) => <li key={`${fault.row}.${fault.column}`}>{fault.message}</li>)}
      </ol>
      {answer.faulty > answer.faults.length ? <p className="entry-help">{text.otherRows(answer.faulty - answer.faults.length)}</p> : null}
    </details>
  );
}

/** The rules that the rows make, the rows that make none, and a trial; read anew when the table or a row changes. */
export function RowsPreview({ config }: { readonly config: RowTableConfig }) {
  const text = useTexts(rowsTexts);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [day, setDay] = useState('');
  const schemaOf = useColumnSchema(config);
  const { data: answer, error, isFetching, refetch } = useRuleRows(config, jsonValues(config, typed, schemaOf), day);
  if (!isBound(config)) return <p className="entry-help">{text.unfinished}</p>;
  if (error) {
    return (
      <div className="rows-preview" role="alert">
        <p className="entry-bad">{text.failed}{error instanceof RequestError ? `：${error.problem.errors?.[0]?.message ?? error.problem.detail}` : ''}</p>
        <Button size="small" onPress={() => void refetch()}>{text.retry}</Button>
      </div>
    );
  }
  if (answer === undefined) return <p className="entry-help" aria-live="polite">{text.counting}</p>;
  const tooMany = answer.count > answer.limit;
  return (
    <section className="rows-preview" aria-label={text.preview} aria-busy={isFetching}>
      <h3>{text.preview} <em>{text.count(answer.rules, answer.count)}</em></h3>
      {tooMany ? <p className="entry-bad" role="alert">{text.over(answer.count, answer.limit)}</p> : null}
      {answer.count === 0 ? <p className="entry-help">{text.noRows}</p> : <Sample config={config} answer={answer} />}
      <Faults answer={answer} />
      {answer.rules === 0 || tooMany ? null : <TryRows config={config} typed={typed} onType={setTyped} day={day} onDay={setDay} tried={answer.tried} />}
    </section>
  );
}
