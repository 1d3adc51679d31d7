import { expect, it } from 'vitest';
import { subjectWords } from '../../server/services/subject-words.ts';
import { templateScenario } from '../support/template.ts';

it.each([
  ['a choice', 'cold-chain', 'report', ['我要举报', 'Report something']],
  ['a choice kept as a word', 'ebike-safety', '隐患', ['报告充电、停放隐患', 'Report a charging or parking hazard']],
  ['anything else', 'grassroots-141', 'GD-7', ['GD-7', 'GD-7']],
])('%s is called in the words of its reader', (_what, slug, subject, [zh = '', en = '']) => {
  const scenario = templateScenario(slug);
  expect([subjectWords(scenario, subject, 'zh-CN'), subjectWords(scenario, subject, 'en'), subjectWords(undefined, subject, 'en')]).toEqual([zh, en, subject]);
});
