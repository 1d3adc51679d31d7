import { isFields, isList, type Shape } from '../../../../../runtime/schema/answer-shape.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { shortValue } from '../../formula/formula-scope.ts';
import { useDesk } from '../entry-desk.tsx';
import { freshName } from '../entries/list-entries.tsx';
import type { AnswerPart } from './answer-paths.ts';
import { httpTexts } from './http-text.ts';

function useKindWords(): (shape: Shape) => string {
  const text = useTexts(httpTexts);
  return (shape) => (isList(shape) ? text.kind_list : isFields(shape) ? text.kind_object : text[`kind_${shape as 'text'}`]);
}

/** The value of a part in the example; of a list the first row speaks for all. */
function valueAt(holder: unknown, key: string): unknown {
  const one: unknown = Array.isArray(holder) ? holder[0] : holder;
  return typeof one === 'object' && one !== null && Object.hasOwn(one, key) ? (one as Readonly<Record<string, unknown>>)[key] : undefined;
}

function PartButtons({ part, onTake }: { readonly part: AnswerPart; readonly onTake: () => void }) {
  const desk = useDesk();
  const text = useTexts(httpTexts);
  const results = (desk.node.config['result'] ?? {}) as Readonly<Record<string, string>>;
  const paging = desk.node.config['paging'] as { readonly items?: string } | undefined;
  const isTaken = Object.values(results).includes(part.formula);
  const what = part.key === '' ? text.whole : part.key;
  const take = () => {
    onTake();
    desk.set(['result', freshName(results, part.name)], part.formula, text.changeResult);
  };
  return (
    <span className="ui-row">
      {paging !== undefined && isList(part.shape) && paging.items !== part.formula ? <Button size="small" look="quiet" isDisabled={desk.readOnly} aria-label={text.asItems(what)} onPress={() => desk.set(['paging', 'items'], part.formula, text.changeItems)}>{text.asItemsWord}</Button> : null}
      <Button size="small" isDisabled={desk.readOnly || isTaken} aria-label={isTaken ? text.hasTaken(what) : text.take(what)} onPress={take}>{isTaken ? text.taken : text.takeWord}</Button>
    </span>
  );
}

function PartLine({ part, value, onTake }: TreeProps) {
  const desk = useDesk();
  const text = useTexts(httpTexts);
  const kind = useKindWords();
  return (
    <div className="answer-line">
      <code>{part.key === '' ? text.whole : part.key}</code>
      <span className="schema-type">{kind(part.shape)}</span>
      <span className="answer-sample">{value === undefined ? '' : shortValue(value, desk.locale, 40)}</span>
      <PartButtons part={part} onTake={onTake} />
    </div>
  );
}

interface TreeProps {
  readonly part: AnswerPart;
  /** Of the example at hand; undefined when only its shape was kept. */
  readonly value: unknown;
  /** Before the first part is taken, the example becomes that of the step. */
  readonly onTake: () => void;
}

/** What an example has, part by part, each with a button that takes it. */
export function AnswerTree({ part, value, onTake }: TreeProps) {
  return (
    <>
      <PartLine part={part} value={value} onTake={onTake} />
      {part.parts.length === 0 ? null : (
        <ul className="answer-parts">
          {part.parts.map((inner) => <li key={inner.id}><AnswerTree part={inner} value={valueAt(value, inner.key)} onTake={onTake} /></li>)}
        </ul>
      )}
    </>
  );
}
