import { BASIS_LEVEL_WORDS } from '../../../../runtime/schema/basis-words.ts';
import { Check, CircleHelp, Scale, X } from 'lucide-react';
import type { Condition, Explanation, Judgement } from '../../../../runtime/schema/explanation.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';
import type { Reason } from '../../../../server/api/portal.ts';
import { useListed } from '../../text/listed.ts';
import { useTexts } from '../../text/locale.tsx';
import { scenarioText, nodeTitle } from '../document/scenario-text.ts';
import { spokenValue } from '../formula/formula-scope.ts';
import { readTests } from '../../../../runtime/language/reading/reading.ts';
import type { TableInput } from '../../../../runtime/rules/table-schema.ts';
import { readingNames } from '../formula/formula-input.tsx';
import { columnWords, conditionTitle } from '../table/cell-words.ts';
import { chiefJudgement } from './hit-rules.ts';
import { useDesk } from './entry-desk.tsx';
import { panelTexts } from './panel-texts.ts';
import { ruleName } from './rule-name.ts';
import { useRowWords } from './rows/rows-words.ts';
import { ValueView } from './value-view.tsx';

function useSourceWord(): (condition: Condition) => string {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  return ({ sources }) => {
    const [source] = sources;
    if (source?.kind === 'node' && source.node !== undefined) return nodeTitle(desk.scenario, desk.flow, source.node, desk.locale);
    return source === undefined ? text.source_computed : text[`source_${source.kind}`];
  };
}

/** What people call a column of the table, and its values. */
function useInputWords(): { readonly titleOf: (id: string) => string; readonly wordOf: (id: string, value: string) => string | undefined } {
  const { node, scenario, id: table, scope, locale } = useDesk();
  const inputs = (node.config['inputs'] ?? []) as readonly TableInput[];
  const inputOf = (id: string) => inputs.find((one) => one.id === id);
  const words = columnWords(scenario, table, scope.titles, locale);
  return {
    titleOf: (id) => {
      const input = inputOf(id);
      return input === undefined ? id : conditionTitle(scenario, table, scope, input, locale);
    },
    wordOf: (id, value) => {
      const input = inputOf(id);
      return input === undefined ? undefined : words({ kind: 'input', id, input }, value);
    },
  };
}

/** One tested input: what it is called, its value, what was asked, where it came from. */
export function ConditionLine({ condition }: { readonly condition: Condition }) {
  const desk = useDesk();
  const source = useSourceWord();
  const { titleOf, wordOf } = useInputWords();
  const labelOf = (value: string) => wordOf(condition.input, value);
  const value = typeof condition.value === 'string' || typeof condition.value === 'number' ? labelOf(String(condition.value)) : undefined;
  const Sign = condition.met === true ? Check : condition.met === false ? X : CircleHelp;
  return (
    <li className="why-line" data-met={String(condition.met)}>
      <Sign size={13} strokeWidth={2.5} aria-hidden="true" />
      <span>{titleOf(condition.input)}</span>
      <b>
        {value ?? spokenValue(condition.value, desk.locale)} {condition.test === '-' ? null : <small>{readTests(condition.test, desk.locale, { ...readingNames(desk.scope, desk.locale), labelOf }) ?? condition.test}</small>}
      </b>
      <em>{source(condition)}</em>
    </li>
  );
}

function TableWhy({ judgement, misses }: { readonly judgement: Judgement; readonly misses: Reason['nearMisses'] }) {
  const listed = useListed();
  const text = useTexts(panelTexts);
  const desk = useDesk();
  const { titleOf } = useInputWords();
  const rowWords = useRowWords();
  const [rule] = judgement.rules;
  const asked = judgement.conditions.filter((condition) => condition.test !== '-' && condition.test !== '');
  return (
    <>
      <h3>{rule === undefined ? text.noHit : judgement.row === undefined ? text.ruleHit(ruleName(desk.node.config, rule, desk.locale)) : text.rowHit(rowWords(judgement.row))}</h3>
      {judgement.incomplete === undefined || judgement.incomplete.length === 0 ? null : (
        <p className="entry-bad">
          {text.incomplete}：{listed(judgement.incomplete.map(titleOf))}
        </p>
      )}
      <ul>
        {(asked.length > 0 ? asked : judgement.conditions).map((condition) => (
          <ConditionLine key={condition.input} condition={condition} />
        ))}
      </ul>
      {misses.length === 0 ? null : (
        <>
          <h4>{text.nearMisses}</h4>
          <ul>
            {misses.map((miss) => (
              <li key={miss.rule} className="why-miss">
                {judgement.nearMisses.some((near) => near.row !== undefined) ? null : <b>{ruleName(desk.node.config, miss.rule, desk.locale)}</b>} {miss.sentence}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type QueryExplanation = Extract<Explanation, { kind: 'query' }>;

/** How many rows a query found, and which of them it took where it was not all. */
function queryWords({ dataset, count, part }: QueryExplanation, text: (typeof panelTexts)[Locale]): string {
  if (part === undefined) return text.query(dataset, count);
  if (part.rows === 0) return text.queryBeyond(dataset, count);
  return part.from === 0 ? text.queryFirst(dataset, part.rows, count) : text.queryPart(dataset, part.from + 1, part.from + part.rows, count);
}

const VIEWS: { readonly [Kind in Explanation['kind']]: (props: { readonly explanation: Extract<Explanation, { kind: Kind }>; readonly reason: Reason | undefined }) => React.ReactNode } = {
  table: function TableView({ explanation, reason }) {
    const text = useTexts(panelTexts);
    const judgement = chiefJudgement(explanation);
    if (judgement === undefined) return null;
    return (
      <>
        <TableWhy judgement={judgement} misses={reason?.nearMisses ?? []} />
        {explanation.faulty === undefined ? null : <p className="entry-bad">{text.faultyRows(explanation.faulty)}</p>}
      </>
    );
  },
  query: function QueryWhy({ explanation }) {
    const text = useTexts(panelTexts);
    const { datasetName } = useDesk();
    return <p>{queryWords({ ...explanation, dataset: datasetName(explanation.dataset) }, text)}</p>;
  },
  score: function ScoreWhy({ explanation }) {
    const text = useTexts(panelTexts);
    const { node, scenario, id, scope, locale } = useDesk();
    const factors = (node.config['factors'] ?? []) as readonly { readonly id: string; readonly title?: string }[];
    const titleOf = (part: string) => scenarioText(scenario, factors.find((one) => one.id === part)?.title ?? `@${id}.${part}`, locale) ?? part;
    return (
      <>
        <p>{text.score(explanation.total)}</p>
        <ul>
          {explanation.parts.map((part) => (
            <li key={part.id} className="why-miss">
              <b>{titleOf(part.id)}</b> {text.points(part.points)}
              <small>{readTests(part.test, locale, { ...readingNames(scope, locale), labelOf: (value) => scenarioText(scenario, `@${id}.${part.id}.${value}`, locale) }) ?? part.test}</small>
            </li>
          ))}
        </ul>
      </>
    );
  },
  expression: function ExpressionWhy({ explanation }) {
    const text = useTexts(panelTexts);
    return (
      <>
        <h4>{text.used}</h4>
        <ValueView value={explanation.inputs} />
      </>
    );
  },
};

/** How a node came to its result, from what the run recorded. */
export function ExplanationView({ explanation, reason }: { readonly explanation: Explanation; readonly reason: Reason | undefined }) {
  const View = VIEWS[explanation.kind] as (props: { readonly explanation: Explanation; readonly reason: Reason | undefined }) => React.ReactNode;
  return <View explanation={explanation} reason={reason} />;
}

/** The legal grounds of the rule that hit, or of the node. */
export function LegalBasis({ keys }: { readonly keys: readonly string[] }) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  if (keys.length === 0) return null;
  return (
    <section className="panel-section">
      <h3>{text.law}</h3>
      {keys.map((key) => {
        const basis = desk.scenario.bases[key];
        return (
          <div className="basis-line" key={key}>
            <Scale size={14} aria-hidden="true" />
            <span>
              {scenarioText(desk.scenario, basis?.title, desk.locale) ?? text.notThere(key)}
              <small>{[basis && BASIS_LEVEL_WORDS[basis.level][desk.locale], basis?.article, basis?.from === undefined ? undefined : text.since(basis.from)].filter(Boolean).join(' · ')}</small>
            </span>
          </div>
        );
      })}
    </section>
  );
}
