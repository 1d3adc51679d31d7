import { useMemo, useState } from 'react';
import { isShape, shapeOf } from '../../../../../runtime/schema/answer-shape.ts';
import type { Json } from '../../../../../runtime/schema/json.ts';
import type { TryRequestAnswer } from '../../../../../server/api/scenario.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { ErrorState, ProblemCode } from '../../../ui/states.tsx';
import { TextArea } from '../../../ui/text-field.tsx';
import { useTrace } from '../../document/trace-context.tsx';
import { ProblemLine } from '../../formula/formula-input.tsx';
import { TrialInput } from '../../formula/try-strip.tsx';
import { useDesk } from '../entry-desk.tsx';
import { ValueView } from '../value-view.tsx';
import { answerParts, leavesIn, readExample } from './answer-paths.ts';
import { AnswerTree } from './answer-tree.tsx';
import { httpTexts } from './http-text.ts';
import { useTryRequest } from './use-try-request.ts';
import './http.css';

/** How the far side answered, and what the step would make of it. */
function Outcome({ answer }: { readonly answer: TryRequestAnswer }) {
  const desk = useDesk();
  const trace = useTrace();
  const text = useTexts(httpTexts);
  const isGood = answer.status !== undefined && answer.status >= 200 && answer.status < 300;
  const { output } = answer;
  return (
    <div className="answer-outcome" aria-live="polite">
      <p className="ui-row">
        <Chip tone={isGood ? 'ok' : 'err'}>{answer.status === undefined ? text.noAnswer : text.answered(answer.status, answer.ms, answer.requests)}</Chip>
        <span className="ui-quiet">{text[`access_${answer.access}`]}</span>
      </p>
      {answer.problem === undefined ? null : <div className="answer-problem"><span>{answer.problem.message}</span><ProblemCode code={answer.problem.code} /></div>}
      {answer.cut === true ? <p className="entry-help">{text.cut}</p> : null}
      {typeof answer.body === 'string' && answer.body !== '' ? <><p className="entry-help">{text.text}</p><pre className="answer-text">{answer.body.slice(0, 2_000)}</pre></> : null}
      {output === undefined ? null : (
        <details className="answer-output">
          <summary>{text.gives}</summary>
          <ValueView value={output} />
        </details>
      )}
      {output === undefined ? null : trace.pins[desk.id] === undefined ? <Button size="small" onPress={() => trace.pin(desk.id, output)}>{text.pin}</Button> : <p className="entry-help">{text.pinned}</p>}
    </div>
  );
}

function Paste({ onUse }: { readonly onUse: (example: unknown) => void }) {
  const text = useTexts(httpTexts);
  const [pasted, setPasted] = useState('');
  const example = pasted.trim() === '' ? undefined : readExample(pasted);
  return (
    <details className="answer-paste">
      <summary>{text.paste}</summary>
      <TextArea label={text.paste} hideLabel hint={text.pasteHint} mono rows={5} value={pasted} onChange={setPasted} {...(pasted.trim() !== '' && example === undefined ? { error: text.pasteBad } : {})} />
      <Button size="small" isDisabled={example === undefined} onPress={() => onUse(example)}>{text.useExample}</Button>
    </details>
  );
}

/** Tries the step and lets a person pick what they need out of the answer; no formula has to be written. */
export function AnswerEditor() {
  const desk = useDesk();
  const text = useTexts(httpTexts);
  const tried = useTryRequest();
  const [pasted, setPasted] = useState<unknown>();
  const { config } = desk.node;
  const kept = isShape(config['answer']) ? config['answer'] : undefined;
  const recorded = tried.answer?.body;
  const example: unknown = typeof recorded === 'object' && recorded !== null ? recorded : pasted;
  const shape = useMemo(() => (example === undefined ? kept : shapeOf(example as Json)), [example, kept]);
  const root = useMemo(() => (shape === undefined ? undefined : answerParts(shape)), [shape]);
  const keep = () => desk.set(['answer'], shape, text.changeExample);
  const isKept = JSON.stringify(kept) === JSON.stringify(shape);
  const isChange = (config['method'] ?? 'GET') !== 'GET';
  return (
    <section className="answer-editor" aria-label={text.title}>
      <h3>{text.title}</h3>
      <p className="entry-help">{text.hint}</p>
      {desk.problemsAt(['answer']).map((problem) => <ProblemLine key={problem.code} problem={problem} />)}
      {tried.paths.length === 0 ? null : <div className="try-inputs">{tried.paths.map((path) => <TrialInput key={path} path={path} scope={desk.scope} trial={tried.trial} />)}</div>}
      <div><Button isDisabled={tried.sending || desk.readOnly} onPress={tried.send}>{tried.sending ? text.sending : isChange ? text.sendChange : text.send}</Button></div>
      {tried.error ? <ErrorState error={tried.error} /> : null}
      {tried.answer === undefined || tried.sending ? null : <Outcome answer={tried.answer} />}
      {desk.readOnly ? null : <Paste onUse={setPasted} />}
      {root === undefined ? null : (
        <div className="answer-tree">
          <div className="answer-head">
            <b>{text.example}</b>
            <span className="ui-quiet">{text.fields(leavesIn(root))}</span>
            {isKept || desk.readOnly ? null : <Button size="small" onPress={keep}>{text.useExample}</Button>}
            {kept === undefined || desk.readOnly ? null : <Button size="small" look="quiet" onPress={() => desk.set(['answer'], undefined, text.forget)}>{text.forget}</Button>}
          </div>
          <AnswerTree part={root} value={example} onTake={isKept ? () => undefined : keep} />
        </div>
      )}
    </section>
  );
}
