import { defineTexts } from '../../text/catalogue.ts';

export const taskTexts = defineTexts(
  {
    tasks: '待办',
    stale: (by: string, at: string) => `${by} ${at} 已经办过这件事。您填的没有提交。`,
    done: '这件事已经办完了',
    doneByWhom: (by: string, when: string) => `${by} ${when} 办结。`,
    doneBy: (when: string) => `${when} 办结。`,
    withdrawn: '这件事不用办了：流程已经走到别处。',
    seeRun: '看进度和结果',
    claimedBy: (name: string, minutes: number) => `${name} 正在办，还剩 ${minutes} 分钟。到时没办完，您可以接手。`,
    due: (day: string) => `${day}前`,
    from: (name: string) => `${name} 提交`,
    errorTitle: '错误：',
    submitting: '正在提交…',
  },
  {
    tasks: 'To do',
    stale: (by, at) => `${by} already dealt with this at ${at}. What you entered was not submitted.`,
    done: 'This has been dealt with',
    doneByWhom: (by, when) => `Finished by ${by}, ${when}.`,
    doneBy: (when) => `Finished ${when}.`,
    withdrawn: 'This no longer needs doing: the matter has gone another way.',
    seeRun: 'See progress and result',
    claimedBy: (name, minutes) => `${name} is working on this, ${minutes} min left. You can take over if it is not finished by then.`,
    due: (day) => `by ${day}`,
    from: (name) => `submitted by ${name}`,
    errorTitle: 'Error: ',
    submitting: 'Submitting…',
  },
);
