import type { Delegations, PeopleAnswer, TimelineEntry } from '../../../server/api/people.ts';
import type { TaskView } from '../../../server/api/portal.ts';

const words = (en: boolean) => (zh: string, english: string) => (en ? english : zh);

export function fakeTimeline(en: boolean): TimelineEntry[] {
  const t = words(en);
  return [
    { at: '2022-01-20T01:40:00Z', kind: 'run.started', text: t('何医师 提交', 'Dr He submitted it') },
    { at: '2022-01-20T01:41:00Z', kind: 'task.returned', text: t('章敏 退回到“决定”', 'Zhang Min sent it back to “Decide”'), node: t('复核', 'Check'), note: t('缺检查所见。', 'The findings are missing.') },
    { at: '2022-01-20T01:42:00Z', kind: 'task.commented', text: t('章敏 留言', 'Zhang Min commented'), note: t('见附件。', 'See the file.'), files: [{ id: 'f-1', name: t('检查报告.pdf', 'report.pdf'), type: 'application/pdf', bytes: 184_320 }] },
  ];
}

/** What a task offers besides its form: everything. */
export function fakeTaskMore(en: boolean): Pick<TaskView, 'actions' | 'timeline' | 'signing' | 'documents'> {
  return { actions: { handOver: true, addSigner: true, copy: true, comment: true, returnTo: [{ node: 'check', title: words(en)('复核', 'Check') }] }, timeline: fakeTimeline(en), signing: [], documents: [] };
}

export function fakePeople(en: boolean): PeopleAnswer {
  const t = words(en);
  return { people: [{ id: 'u-zhang', name: t('章敏', 'Zhang Min'), unit: t('富阳医院（虚构）', 'Fuyang Hospital (fictitious)') }, { id: 'u-li', name: t('李海', 'Li Hai'), unit: t('云栖医院（虚构）', 'Yunqi Hospital (fictitious)') }], more: false };
}

export function fakeDelegations(en: boolean): Delegations {
  const name = words(en)('章敏', 'Zhang Min');
  return { items: [{ id: 'd-1', to: 'u-zhang', toName: name, from: '2022-01-19T16:00:00Z', until: '2022-01-26T16:00:00Z', apps: [] }], forMe: [{ name: words(en)('李海', 'Li Hai'), apps: [] }] };
}
