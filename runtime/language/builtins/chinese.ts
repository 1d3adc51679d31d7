/** The one place that deals with Chinese amounts. */
import { compareNumbers, isWhole, multiply, negate, numberText, round } from '../values/numbers.ts';
import type { Numeric } from '../values/value.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/**
 * An amount in formal Chinese numerals, to the fen (支付结算办法 附件一, 正确填写票据和结算凭证的基本规定): 1680.32 → 人民币壹仟陆佰捌拾元叁角贰分,
 * given without the 人民币. Null at 10^16 and beyond.
 */
export function capitalAmount(amount: Numeric): string | null {
  const negative = compareNumbers(amount, 0) < 0;
  const cents = round(multiply(negative ? negate(amount) : amount, 100) ?? 0, 0, 'half-up');
  if (cents === null || !isWhole(cents) || compareNumbers(cents, 1e18) >= 0) return null;
  const text = numberText(cents).padStart(3, '0');
  const yuan = text.slice(0, -2).replace(/^0+(?=\d)/, '');
  const jiao = Number(text.at(-2));
  const fen = Number(text.at(-1));
  const words = yuan === '0' ? '' : `${wholeWords(yuan)}元`;
  if (jiao === 0 && fen === 0) return `${negative ? '负' : ''}${words === '' ? '零元' : words}整`;
  const gap = words !== '' && jiao === 0 ? '零' : '';
  const tail = `${jiao === 0 ? gap : `${DIGITS[jiao] ?? ''}角`}${fen === 0 ? '整' : `${DIGITS[fen] ?? ''}分`}`;
  return `${negative ? '负' : ''}${words}${tail}`;
}

function wholeWords(yuan: string): string {
  const groups = yuan.padStart(Math.ceil(yuan.length / 4) * 4, '0').match(/\d{4}/g) ?? [];
  let words = '';
  let gap = false;
  groups.forEach((group, index) => {
    const place = groups.length - 1 - index;
    if (group === '0000') {
      gap = words !== '';
      // 亿 is said even when only 万亿 has digits: 壹万亿 already carries it.
      return;
    }
    if (words !== '' && (gap || group.startsWith('0'))) words += '零';
    words += groupWords(group) + unitOf(place, groups, index);
    gap = false;
  });
  return words;
}

/** 万亿 followed by a group that says 亿 itself is only 万. */
function unitOf(place: number, groups: readonly string[], index: number): string {
  return place === 3 && groups[index + 1] !== '0000' ? '万' : (GROUPS[place] ?? '');
}

function groupWords(group: string): string {
  let words = '';
  let gap = false;
  for (let i = 0; i < 4; i++) {
    const digit = Number(group[i]);
    if (digit === 0) {
      gap = words !== '';
      continue;
    }
    words += `${gap ? '零' : ''}${DIGITS[digit] ?? ''}${PLACES[3 - i] ?? ''}`;
    gap = false;
  }
  return words;
}
