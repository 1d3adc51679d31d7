import type { Diagnostic } from '../schema/diagnostic.ts';
import { analyseTable, MAX_ANALYSED_RULES, type AnalysisOptions, type Finding } from './analyse.ts';
import { exampleFormulas, gapFix } from './gap-rule.ts';
import { SINGLE_POLICIES } from './hit-policy.ts';
import type { TableConfig } from './table-schema.ts';

/** What the analysis found, as warnings that say where and what to do. Policies that live with overlaps are left in peace. */
export function tableFindings(config: TableConfig, options: AnalysisOptions = {}): readonly Diagnostic[] {
  if (config.rules.length > MAX_ANALYSED_RULES) return [tooLarge(config.rules.length)];
  const { findings, complete } = analyseTable(config, options);
  const told = findings.flatMap((finding) => {
    const diagnostic = TELL[finding.kind](finding, config);
    const example = exampleFormulas(config, finding);
    return diagnostic === null ? [] : [Object.keys(example).length === 0 ? diagnostic : { ...diagnostic, example }];
  });
  return complete ? told : [...told, notAll()];
}

function tooLarge(count: number): Diagnostic {
  return { ...warn('SCN_RULE_TOO_MANY_TO_ANALYSE', '/rules', `这张表有 ${count} 条规则，超过 ${MAX_ANALYSED_RULES} 条，没有查找空隙、重叠和轮不到的规则。请拆成几张表后再查`, `The table has ${count} rules, more than ${MAX_ANALYSED_RULES}: it was not searched for gaps, overlaps and rules never reached. Split it to have it searched`), severity: 'info' };
}

function notAll(): Diagnostic {
  return { ...warn('SCN_RULE_ANALYSIS_INCOMPLETE', '/rules', '这张表的条件组合太多，没有全部查完：可能还有没列出的空隙或轮不到的规则', 'The conditions of this table combine in too many ways to look at all: there may be gaps or rules never reached that are not listed'), severity: 'info' };
}

type Tell = (finding: Finding, config: TableConfig) => Diagnostic | null;

function warn(code: `SCN_RULE_${string}`, path: string, zh: string, en: string): Diagnostic {
  return { code, severity: 'warning', place: { path }, message: { 'zh-CN': zh, en } };
}

const at = (config: TableConfig, rule: string | undefined): string => `/rules/${config.rules.findIndex((candidate) => candidate.id === rule)}`;

/** What people call an input; a key of the texts says nothing here. */
function nameOf(config: TableConfig, id: string): string {
  const title = config.inputs.find((input) => input.id === id)?.title;
  return title === undefined || title === '' || title.startsWith('@') ? id : title;
}

function exampleText({ example }: Finding, config: TableConfig): string {
  return Object.entries(example).flatMap(([id, value]) => (value === null ? [] : [`${nameOf(config, id)} = ${JSON.stringify(value)}`])).join(', ');
}

/** A value that shows it, as the end of a clause. */
function suchAs(finding: Finding, config: TableConfig, language: 'zh' | 'en'): string {
  const example = exampleText(finding, config);
  return example === '' ? '' : language === 'zh' ? `，例如 ${example}` : `, such as ${example}`;
}

function pointerStep(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

const TELL: Readonly<Record<Finding['kind'], Tell>> = {
  never: ({ rules: [id], input }, config) => warn('SCN_RULE_NEVER', `${at(config, id)}/when${input === undefined ? '' : `/${pointerStep(input)}`}`, `规则 ${id} 的条件没有值能满足，永远不会命中。请检查区间的上下限`, `No value meets rule ${id}, so it never hits. Check its ranges`),
  shadowed: (finding, config) => {
    const [id] = finding.rules;
    return warn('SCN_RULE_SHADOWED', at(config, id), `规则 ${id} 永远轮不到：前面的规则已经全部命中${suchAs(finding, config, 'zh')}。请上移、收紧前面的规则，或删掉它`, `Rule ${id} is never reached: earlier rules take everything it takes${suchAs(finding, config, 'en')}. Move it up, narrow them, or remove it`);
  },
  outranked: (finding, config) => {
    const [id] = finding.rules;
    return warn('SCN_RULE_OUTRANKED', at(config, id), `规则 ${id} 的结果永远用不上：更优先的规则总是同时命中${suchAs(finding, config, 'zh')}。请收紧它们，或调整优先次序`, `The result of rule ${id} is never used: rules with a better one always hit, too${suchAs(finding, config, 'en')}. Narrow them or change the priorities`);
  },
  idle: (finding, config) => {
    const { idle, rules: [id] } = finding;
    if (!idle) return null;
    const said = JSON.stringify(idle.value);
    const place = id === undefined ? `/outputs/${config.outputs.findIndex((output) => output.id === idle.output)}/${idle.list}/${idle.index}` : `${at(config, id)}/then/${pointerStep(idle.output)}`;
    return id === undefined
      ? warn('SCN_RULE_IDLE_VALUE', place, `没有规则得出“${idle.output}”的 ${said}。请加一条规则，或从“可取的值”里去掉它`, `No rule gives ${said} as "${idle.output}". Add a rule, or take it off the allowed values`)
      : warn('SCN_RULE_IDLE_VALUE', place, `“${idle.output}”的 ${said} 永远得不出：只有轮不到的规则 ${idle.rules.join('、')} 写了它${suchAs(finding, config, 'zh')}。请调整这些规则`, `"${idle.output}" can never be ${said}: only rules that never count (${idle.rules.join(', ')}) give it${suchAs(finding, config, 'en')}. Mend those rules`);
  },
  duplicate: ({ rules: [first, id] }, config) => warn('SCN_RULE_DUPLICATE', at(config, id), `规则 ${id} 与 ${first} 的条件相同。请合并`, `Rule ${id} has the same conditions as ${first}. Merge them`),
  gap: (finding, config) =>
    !SINGLE_POLICIES.has(config.hitPolicy) || config.outputs.every((output) => output.default !== undefined || output.optional === true)
      ? null
      : { ...warn('SCN_RULE_GAP', '/rules', `有的情况没有规则：${exampleText(finding, config)}。请加一条规则，或在最后加一条都不限的`, `No rule takes ${exampleText(finding, config)}. Add a rule, or a last one that takes anything`), fix: gapFix(config, finding) },
  overlap: (finding, config) => {
    const [first, id] = finding.rules;
    if (config.hitPolicy === 'UNIQUE') return warn('SCN_RULE_OVERLAP', at(config, id), `规则 ${first} 和 ${id} 会同时命中：${exampleText(finding, config)}。这张表只许命中一条，请收紧其中一条`, `Rules ${first} and ${id} both take ${exampleText(finding, config)}, but this table allows one hit. Narrow one of them`);
    if (config.hitPolicy !== 'ANY' || sameResults(config, first, id)) return null;
    return warn('SCN_RULE_OVERLAP', at(config, id), `规则 ${first} 和 ${id} 会同时命中而结果不同：${exampleText(finding, config)}。ANY 要求结果相同`, `Rules ${first} and ${id} both take ${exampleText(finding, config)} with different results. ANY needs equal results`);
  },
};

function sameResults(config: TableConfig, a: string | undefined, b: string | undefined): boolean {
  const results = [a, b].map((id) => config.rules.find((rule) => rule.id === id)?.then ?? {});
  return config.outputs.every((output) => results[0]?.[output.id]?.trim() === results[1]?.[output.id]?.trim());
}
