import { describe, expect, it } from 'vitest';
import { problemWords } from '../../../builder/src/designer/document/problem-words.ts';
import { blankScenario } from '../../../builder/src/designer/home/blank-scenario.ts';

const scenario = { ...blankScenario('s', 't'), flows: { main: { title: '主流程', nodes: { judged: { type: 'rule.table', title: '互认判定', config: {} } }, edges: {} } } };
const message = { 'zh-CN': '“judged”的出口“out”没有接下去（流程“main”）', en: '“judged” leaves “out” open in “main”' };

describe('the words of a problem', () => {
  it('call node and flow by their titles', () => {
    expect(problemWords(scenario, { message, place: { flow: 'main', node: 'judged', path: '' } }, 'zh-CN')).toBe('“互认判定”的出口“out”没有接下去（流程“主流程”）');
  });
  it('stay as they are where no place is given or the node is gone', () => {
    expect(problemWords(scenario, { message, place: { path: '' } }, 'en')).toBe(message.en);
    expect(problemWords(scenario, { message, place: { flow: 'main', node: 'gone', path: '' } }, 'en')).toBe('“judged” leaves “out” open in “主流程”');
  });
});
