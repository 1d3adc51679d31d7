import { Check, Table2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { HIT_POLICIES, type TableConfig, type TableRule } from '../../../../../runtime/rules/table-schema.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { tableTexts } from '../../table/table-texts.ts';
import { readingNames } from '../../formula/formula-input.tsx';
import { columnWords, conditionTitle } from '../../table/cell-words.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { useDocument } from '../../document/document-context.tsx';
import { useTrace } from '../../document/trace-context.tsx';
import { readExpression, readTests } from '../../../../../runtime/language/reading/reading.ts';
import { useDesk, type EntryDesk } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { editorPath } from '../editor-path.ts';
import { panelTexts } from '../panel-texts.ts';
import { hitRules } from '../hit-rules.ts';

const SHOWN = 12;

/** A rule in a few words: its title, else its conditions read aloud. */
export function ruleWords(desk: Pick<EntryDesk, 'scenario' | 'locale' | 'id' | 'scope'>, config: TableConfig, rule: TableRule, otherwise: string): string {
  const title = scenarioText(desk.scenario, rule.title, desk.locale);
  // A sentence with placeholders is for the result page; here the conditions say more.
  if (title !== undefined && title !== '' && !title.includes('{')) return title;
  const wordOf = columnWords(desk.scenario, desk.id, desk.scope.titles, desk.locale);
  const parts = config.inputs.flatMap((input) => {
    const cell = rule.when[input.id] ?? '';
    if (cell === '' || cell === '-') return [];
    const name = conditionTitle(desk.scenario, desk.id, desk.scope, input, desk.locale);
    const labelOf = (value: string) => wordOf({ kind: 'input', id: input.id, input }, value);
    return [`${name} ${readTests(cell, desk.locale, { ...readingNames(desk.scope, desk.locale), labelOf }) ?? cell}`];
  });
  return parts.length === 0 ? otherwise : parts.join(desk.locale === 'en' ? ', ' : '，');
}

/** What a rule concludes: its first result, without quotes. */
export function resultWords(desk: Pick<EntryDesk, 'locale' | 'scenario' | 'id'>, config: TableConfig, rule: TableRule): string {
  const [first] = config.outputs;
  const cell = first && rule.then[first.id];
  if (!first || cell === undefined) return '';
  const value = readExpression(cell, desk.locale) ?? cell;
  return scenarioText(desk.scenario, `@${desk.id}.${first.id}.${value}`, desk.locale) ?? value;
}

/** The rules of a decision table in the panel, the hit one marked, and the way to the whole table. */
export function TableSummary() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const policies = useTexts(tableTexts);
  const { id } = useDocument();
  const [, go] = useLocation();
  const trace = useTrace().node(desk.id);
  const config = desk.node.config as unknown as TableConfig;
  const hit = new Set(hitRules(trace?.explanation));
  const rules = config.rules ?? [];
  const shown = rules.slice(0, SHOWN);
  const open = () => go(editorPath(id, 'table', desk.flow, desk.id));
  return (
    <>
      <Select label={text.hitPolicy} isDisabled={desk.readOnly} value={config.hitPolicy ?? 'FIRST'} options={HIT_POLICIES.map((id) => ({ id, label: policies[`policy_${id}`], end: id }))} onChange={(id) => desk.set(['hitPolicy'], id, text.hitPolicy)} />
      <EntryFrame title={text.rules} end={text.ruleCount(rules.length, config.inputs?.length ?? 0, config.outputs?.length ?? 0)} problems={desk.problemsAt(['rules'], true).slice(0, 3)}>
      <ol className="rule-list">
        {shown.map((rule) => (
          <li key={rule.id} data-hit={hit.has(rule.id)}>
            <code>{rule.id}</code>
            <span>{ruleWords(desk, config, rule, text.otherwise)}</span>
            <b>
              {hit.has(rule.id) ? <Check size={13} strokeWidth={2.5} aria-hidden="true" /> : null}
              {resultWords(desk, config, rule)}
            </b>
          </li>
        ))}
        {rules.length > SHOWN ? <li>{text.moreRules(rules.length - SHOWN)}</li> : null}
      </ol>
      <Button icon={<Table2 size={14} aria-hidden="true" />} onPress={open}>
        {text.openTable}
      </Button>
      </EntryFrame>
    </>
  );
}
