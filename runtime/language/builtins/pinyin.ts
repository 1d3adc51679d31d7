/**
 * The one place that deals with the sound of Chinese characters. The platform orders them by pinyin (Unicode CLDR, collation `pinyin`), so the
 * initial of one is that of the last of these before it: no table is needed. A character of several readings has its commonest: 重庆 gives ZQ.
 */
const FIRST_OF_INITIAL = '阿八嚓咑妸发旮哈丌咔垃妈拿噢妑七呥仨他屲夕丫帀';
const INITIALS = 'ABCDEFGHJKLMNOPQRSTWXYZ';

let made: Intl.Collator | null = null;

function collator(): Intl.Collator {
  made ??= new Intl.Collator('zh-CN-u-co-pinyin');
  return made;
}

/** The capital initial of a Chinese character; a letter or digit as itself in capitals; nothing for other signs. */
function initialOf(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character.toUpperCase();
  if (!/^\p{Script=Han}$/u.test(character)) return '';
  const { compare } = collator();
  let initial = 0;
  for (let i = 1; i < INITIALS.length && compare(FIRST_OF_INITIAL[i] ?? '', character) <= 0; i++) initial = i;
  return INITIALS[initial] ?? '';
}

/** 浙江省 → ZJS. */
export function pinyinInitials(text: string): string {
  return Array.from(text, initialOf).join('');
}
