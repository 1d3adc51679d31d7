import type { Paper, PaperFormat } from '../../api/paper.ts';

/** Sheets of one document. */
export const MOST_PAGES = 200;

/** What the thread is given: a document in words, and the bytes of its pictures by file. */
export interface PaperJob {
  readonly format: PaperFormat;
  readonly paper: Paper;
  readonly pictures: Readonly<Record<string, Uint8Array>>;
}

/** Words that stand on every document. */
export const PAPER_WORDS = {
  'zh-CN': {
    sheet: (at: number, of: number) => `第 ${at} 页，共 ${of} 页`,
    number: '编号', code: '校验码', digest: '内容摘要', verify: '核验', made: '生成于',
    synthetic: '合成数据，仅供演示', seal: '（盖章处）', none: '（没有）', noPicture: '（没有图片）', other: (name: string) => `（图片“${name}”的格式不能放进文书）`,
    qr: '二维码', noQr: '（这个值做不成二维码：最多 2000 字节）', basis: '依据', empty: '（没有内容）',
  },
  en: {
    sheet: (at: number, of: number) => `Page ${at} of ${of}`,
    number: 'No.', code: 'Code', digest: 'Digest', verify: 'Verify', made: 'Made on',
    synthetic: 'Synthetic data, for demonstration only', seal: '(Seal)', none: '(none)', noPicture: '(no picture)', other: (name: string) => `(The picture "${name}" is of a kind that documents cannot hold)`,
    qr: 'QR code', noQr: '(No QR code can be made of this value: 2,000 bytes at most)', basis: 'Legal basis', empty: '(nothing)',
  },
} as const;
export type PaperWords = (typeof PAPER_WORDS)['zh-CN' | 'en'];

/** The first half of the digest in groups of four, as it is printed. */
export function printedDigest(digest: string): string {
  return (digest.slice(0, 32).match(/.{4}/g) ?? []).join(' ');
}

/** The day and moment in the time of the country. */
export function printedMoment(at: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(new Date(at));
}
