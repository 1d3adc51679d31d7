import type { TryRequestAnswer } from '../../../../../server/api/scenario.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { ErrorState, ProblemCode } from '../../../ui/states.tsx';
import { useTrace } from '../../document/trace-context.tsx';
import { shortValue } from '../../formula/formula-scope.ts';
import { ProblemLine } from '../../formula/formula-input.tsx';
import { TrialInput } from '../../formula/try-strip.tsx';
import { useDesk } from '../entry-desk.tsx';
import { httpTexts } from '../http/http-text.ts';
import { useTryRequest } from '../http/use-try-request.ts';
import { sqlTexts } from './sql-text.ts';
import '../http/http.css';
import '../rows/rows.css';

const SHOWN = 8;

function Rows({ answer }: { readonly answer: TryRequestAnswer }) {
  const { locale } = useDesk();
  const rows = Array.isArray(answer.body) ? (answer.body as readonly Readonly<Record<string, unknown>>[]) : [];
  const columns = answer.columns ?? [];
  return (
    <div className="rows-sample">
      <table>
        <thead>
          <tr>{columns.map(({ name, type }) => <th key={name} scope="col">{name} <small>{type}</small></th>)}</tr>
        </thead>
        <tbody>
          {rows.slice(0, SHOWN).map((row, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows of an outside table have no id
            <tr key={index}>{columns.map(({ name }) => <td key={name}>{shortValue(row[name], locale, 40)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Outcome({ answer }: { readonly answer: TryRequestAnswer }) {
  const desk = useDesk();
  const trace = useTrace();
  const text = useTexts(sqlTexts);
  const words = useTexts(httpTexts);
  const { output, columns } = answer;
  const count = Array.isArray(answer.body) ? (answer.body as readonly unknown[]).length : 0;
  const kept = JSON.stringify(desk.node.config['columns'] ?? {});
  const found = Object.fromEntries((columns ?? []).map(({ name, type }) => [name, type]));
  const more = typeof output === 'object' && output !== null && 'more' in output && output.more === true;
  return (
    <div className="answer-outcome" aria-live="polite">
      <p className="ui-row">
        <Chip tone={columns === undefined ? 'err' : 'ok'}>{columns === undefined ? text.failed : text.rows(count, answer.ms)}</Chip>
        <span className="ui-quiet">{words[`access_${answer.access}`]}</span>
      </p>
      {answer.problem === undefined ? null : <div className="answer-problem"><span>{answer.problem.message}</span><ProblemCode code={answer.problem.code} /></div>}
      {columns === undefined ? null : count === 0 ? <p className="entry-help">{text.none}</p> : <Rows answer={answer} />}
      {more ? <p className="entry-help">{text.more}</p> : null}
      {columns === undefined || desk.readOnly || kept === JSON.stringify(found) ? null : <Button size="small" look="primary" onPress={() => desk.set(['columns'], found, text.changeColumns)}>{text.keep}</Button>}
      {output === undefined ? null : trace.pins[desk.id] === undefined ? <Button size="small" onPress={() => trace.pin(desk.id, output)}>{words.pin}</Button> : <p className="entry-help">{words.pinned}</p>}
    </div>
  );
}

/** Tries the statement and keeps names and types of its columns. */
export function TrySql() {
  const desk = useDesk();
  const text = useTexts(sqlTexts);
  const tried = useTryRequest();
  const kept = Object.keys(desk.node.config['columns'] ?? {});
  return (
    <section className="answer-editor" aria-label={text.title}>
      <h3>{text.title}</h3>
      <p className="entry-help">{text.hint}</p>
      {desk.problemsAt(['columns']).map((problem) => <ProblemLine key={problem.code} problem={problem} />)}
      {tried.paths.length === 0 ? null : <div className="try-inputs">{tried.paths.map((path) => <TrialInput key={path} path={path} scope={desk.scope} trial={tried.trial} />)}</div>}
      <div><Button isDisabled={tried.sending || desk.readOnly} onPress={tried.send}>{tried.sending ? text.running : text.run}</Button></div>
      {tried.error ? <ErrorState error={tried.error} /> : null}
      {tried.answer === undefined || tried.sending ? null : <Outcome answer={tried.answer} />}
      {kept.length === 0 ? null : (
        <p className="entry-help">
          {text.kept}{kept.map((name) => <code key={name}>{name} </code>)}
          {desk.readOnly ? null : <Button size="small" look="quiet" onPress={() => desk.set(['columns'], undefined, text.forget)}>{text.forget}</Button>}
        </p>
      )}
    </section>
  );
}
