import { randomInt } from 'node:crypto';
import type { LocalText } from '../../../runtime/schema/text.ts';

const SIGNS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const UNDER_TWENTY = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];

/** A number under 1,000 as Chinese reads it: 三百零七. */
export function chineseNumber(value: number): string {
  const [hundreds, tens, ones] = [Math.floor(value / 100), Math.floor(value / 10) % 10, value % 10];
  const high = hundreds === 0 ? '' : `${SIGNS[hundreds]}百`;
  const middle = tens === 0 ? (hundreds > 0 && ones > 0 ? '零' : '') : `${tens === 1 && hundreds === 0 ? '' : SIGNS[tens]}十`;
  return `${high}${middle}${ones === 0 && value > 0 ? '' : SIGNS[ones]}`;
}

/** A number under 1,000 as English reads it: three hundred and seven. */
export function englishNumber(value: number): string {
  const [hundreds, rest] = [Math.floor(value / 100), value % 100];
  const low = rest < 20 ? UNDER_TWENTY[rest] : `${TENS[Math.floor(rest / 10)]}${rest % 10 === 0 ? '' : `-${UNDER_TWENTY[rest % 10]}`}`;
  if (hundreds === 0) return low ?? '';
  return `${UNDER_TWENTY[hundreds]} hundred${rest === 0 ? '' : ` and ${low}`}`;
}

/** A sum in words, for whoever cannot see a picture: read out by a screen reader, answered in figures. */
export function spokenSum(): { readonly question: LocalText; readonly answer: string } {
  const [first, second, adds] = [randomInt(110, 900), randomInt(11, 100), randomInt(2) === 0];
  return {
    question: {
      'zh-CN': `${chineseNumber(first)}${adds ? '加' : '减'}${chineseNumber(second)}等于多少？`,
      en: `What is ${englishNumber(first)} ${adds ? 'plus' : 'minus'} ${englishNumber(second)}?`,
    },
    answer: String(adds ? first + second : first - second),
  };
}
