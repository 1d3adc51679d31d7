import { defineTexts } from '../../../../text/catalogue.ts';

export const undoTexts = defineTexts(
  {
    progress: '撤销导入',
    running: (n: string, all: string) => `正在撤销：${n} / ${all} 行。停下也不会丢，以后可以接着撤销。`,
    stopping: '撤完手上这一批就停下…',
    taken: (n: number) => `已撤销，涉及 ${n} 行`,
    takenSome: (n: number, left: number) => `已撤销 ${n} 行；${left} 行后来改过，留着`,
    stopped: (n: number) => `停下了：已撤销 ${n} 行，其余还没动，可以接着撤销`,
    notice: (file: string, n: string, all: string) => `“${file}”的导入撤销到一半：${n} / ${all} 行`,
    noticeText: (at: string, by: string) => `${by} ${at} 开始撤销。已撤销的行不会回来，其余的行还在。请接着撤销。`,
    anImport: '一次导入',
    goOn: '接着撤销',
    stop: '停下',
  },
  {
    progress: 'Undoing the import',
    running: (n, all) => `Undoing: ${n} of ${all} rows. Nothing is lost when it stops; it can be gone on with.`,
    stopping: 'Stops after the rows in hand…',
    taken: (n) => (n === 1 ? 'Undone: 1 row' : `Undone: ${n} rows`),
    takenSome: (n, left) => `${n} rows undone; ${left} changed since were kept`,
    stopped: (n) => `Stopped: ${n} rows undone, the rest is as it was and can be undone later`,
    notice: (file, n, all) => `The import of “${file}” is half undone: ${n} of ${all} rows`,
    noticeText: (at, by) => `Begun by ${by}, ${at}. Rows that were undone do not come back, the others are still there. Go on undoing.`,
    anImport: 'an import',
    goOn: 'Go on undoing',
    stop: 'Stop',
  },
);
