import type { RowTableConfig } from '../../../../../runtime/rules/row-table-schema.ts';
import type { Explanation } from '../../../../../runtime/schema/explanation.ts';
import type { RuleRowsAnswer } from '../../../../../server/api/scenario.ts';
import { listed } from '../../../text/listed.ts';
import { useTexts } from '../../../text/locale.tsx';
import { spokenValue } from '../../formula/formula-scope.ts';
import { typedOf } from '../../formula/literal.ts';
import { readTests } from '../../../../../runtime/language/reading/reading.ts';
import { TypedInput } from '../../formula/typed-input.tsx';
import { useDesk } from '../entry-desk.tsx';
import { LineInput } from '../entries/line-input.tsx';
import { rowsTexts } from './rows-text.ts';
import { useColumnSchema, useRowWords, useTitleOf } from './rows-words.ts';

function Outcome({ config, tried }: { readonly config: RowTableConfig; readonly tried: NonNullable<RuleRowsAnswer['tried']> }) {
  const { locale } = useDesk();
  const text = useTexts(rowsTexts);
  const titleOf = useTitleOf(config);
  const rowWords = useRowWords();
  if (tried.problem !== undefined) return <p className="rows-outcome" data-hit="bad" aria-live="polite">{tried.problem.message}</p>;
  const judgement = (tried.explanation as Extract<Explanation, { kind: 'table' }> | undefined)?.judgements[0];
  if (!judgement) return null;
  const results = config.outputs.map(({ id }) => `${titleOf(id)} ${spokenValue(tried.output?.[id] ?? null, locale)}`).join(locale === 'en' ? ', ' : '，');
  const missing = judgement.incomplete ?? [];
  const many = Array.isArray(tried.output?.['hits']) || config.aggregator !== undefined;
  if (judgement.rules.length > 0) {
    return (
      <p className="rows-outcome" data-hit="yes" aria-live="polite">
        <b>{many ? text.hits(judgement.rules.length) : results}</b>
        <span>{text.hit(rowWords(judgement.row))}</span>
      </p>
    );
  }
  return (
    <div className="rows-outcome" data-hit="no" aria-live="polite">
      <b>{missing.length > 0 ? text.lacks(listed(missing.map(titleOf), locale)) : text.none}</b>
      {judgement.nearMisses.length === 0 ? null : (
        <>
          <span>{text.nearest}</span>
          <ul>
            {judgement.nearMisses.map((near) => (
              <li key={near.rule}>
                {rowWords(near.row)}
                <small>{text.needs(titleOf(near.failed.input), spokenValue(near.failed.value, locale), readTests(near.failed.test, locale) ?? near.failed.test)}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface TryProps {
  readonly config: RowTableConfig;
  readonly typed: Readonly<Record<string, string>>;
  readonly onType: (typed: Readonly<Record<string, string>>) => void;
  readonly day: string;
  readonly onDay: (day: string) => void;
  readonly tried: RuleRowsAnswer['tried'];
}

/** Values for every condition and a day, and which row they hit. */
export function TryRows({ config, typed, onType, day, onDay, tried }: TryProps) {
  const text = useTexts(rowsTexts);
  const titleOf = useTitleOf(config);
  const schemaOf = useColumnSchema(config);
  return (
    <section className="rows-try" aria-label={text.try}>
      <h3>{text.try}</h3>
      <div className="try-inputs">
        {config.inputs.map((input) => (
          <div className="try-line" key={input.id}>
            <span aria-hidden="true">{titleOf(input.id)}</span>
            <TypedInput when="apart" label={titleOf(input.id)} text={typed[input.id] ?? ''} schema={schemaOf(input)} onCommit={(next) => onType({ ...typed, [input.id]: next })} />
          </div>
        ))}
        <div className="try-line">
          <span aria-hidden="true">{text.day}</span>
          <LineInput label={text.day} type="date" value={day} onCommit={onDay} />
        </div>
      </div>
      {tried === undefined ? <p className="entry-help">{text.tryHint}</p> : <Outcome config={config} tried={tried} />}
    </section>
  );
}

/** Typed texts as the JSON of their columns. */
export function jsonValues(config: RowTableConfig, typed: Readonly<Record<string, string>>, schemaOf: ReturnType<typeof useColumnSchema>): Readonly<Record<string, unknown>> {
  const given = config.inputs.filter(({ id }) => (typed[id] ?? '') !== '');
  if (given.length === 0) return {};
  return Object.fromEntries(config.inputs.map((input) => {
    const text = typed[input.id] ?? '';
    const schema = schemaOf(input);
    const type = typedOf(schema);
    if (text === '') return [input.id, null];
    if (type === 'boolean') return [input.id, text === 'true'];
    const numeric = type === 'number' || (type === 'any' && /^-?\d+(\.\d+)?$/.test(text));
    return [input.id, numeric && schema?.['x-feel'] !== 'decimal' ? Number(text) : text];
  }));
}
