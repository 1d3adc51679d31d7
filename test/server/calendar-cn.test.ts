import { describe, expect, it } from 'vitest';
import shipped from '../../server/data/calendar-cn.json' with { type: 'json' };

/** What the notices of the State Council's general office say, sentence by sentence; sources stand in the calendar's file. */
const NOTICES: Readonly<Record<number, string>> = {
  2021: '2021年1月1日至3日放假，共3天。2月11日至17日放假调休，共7天。2月7日（星期日）、2月20日（星期六）上班。4月3日至5日放假调休，共3天。5月1日至5日放假调休，共5天。4月25日（星期日）、5月8日（星期六）上班。6月12日至14日放假，共3天。9月19日至21日放假调休，共3天。9月18日（星期六）上班。10月1日至7日放假调休，共7天。9月26日（星期日）、10月9日（星期六）上班。',
  2022: '2022年1月1日至3日放假，共3天。1月31日至2月6日放假调休，共7天。1月29日（星期六）、1月30日（星期日）上班。4月3日至5日放假调休，共3天。4月2日（星期六）上班。4月30日至5月4日放假调休，共5天。4月24日（星期日）、5月7日（星期六）上班。6月3日至5日放假，共3天。9月10日至12日放假，共3天。10月1日至7日放假调休，共7天。10月8日（星期六）、10月9日（星期日）上班。',
  2023: '2022年12月31日至2023年1月2日放假调休，共3天。1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。4月5日放假，共1天。4月29日至5月3日放假调休，共5天。4月23日（星期日）、5月6日（星期六）上班。6月22日至24日放假调休，共3天。6月25日（星期日）上班。9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。',
  2024: '1月1日放假，与周末连休。2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。4月4日至6日放假调休，共3天。4月7日（星期日）上班。5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。6月10日放假，与周末连休。9月15日至17日放假调休，共3天。9月14日（星期六）上班。10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。',
  2025: '1月1日（周三）放假1天，不调休。1月28日（农历除夕、周二）至2月4日（农历正月初七、周二）放假调休，共8天。1月26日（周日）、2月8日（周六）上班。4月4日（周五）至6日（周日）放假，共3天。5月1日（周四）至5日（周一）放假调休，共5天。4月27日（周日）上班。5月31日（周六）至6月2日（周一）放假，共3天。10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。',
  2026: '1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。4月4日（周六）至6日（周一）放假，共3天。5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。6月19日（周五）至21日（周日）放假，共3天。9月25日（周五）至27日（周日）放假，共3天。10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。',
};

const DAY_MS = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The days a sentence names, as dates; a day without a month or year takes those before it. */
function daysNamed(sentence: string, year: number): number[] {
  let month = 0;
  let at = year;
  return Array.from(sentence.matchAll(/(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日/g), ([, named, inMonth, day]) => {
    if (named) at = Number(named);
    if (inMonth) month = Number(inMonth);
    return Date.UTC(at, month - 1, Number(day));
  });
}

function exceptionsOf(year: number): { readonly off: Set<string>; readonly on: Set<string> } {
  const off = new Set<string>();
  const on = new Set<string>();
  for (const sentence of (NOTICES[year] ?? '').split('。')) {
    const named = daysNamed(sentence, year);
    if (sentence.endsWith('上班')) for (const day of named) on.add(iso(day));
    else if (named[0] !== undefined) for (let day = named[0]; day <= (named[1] ?? named[0]); day += DAY_MS) off.add(iso(day));
  }
  return { off, on };
}

const isWorkday = (day: number, off: ReadonlySet<string>, on: ReadonlySet<string>) => on.has(iso(day)) || (!off.has(iso(day)) && new Date(day).getUTCDay() % 6 !== 0);

describe('the shipped calendar of the mainland', () => {
  it('names the notice of each of its years', () => {
    expect(shipped.sources.map((source) => source.year)).toEqual(shipped.years);
  });

  it.each(shipped.years)('has the working days of %i that its notice gives, day by day', (year) => {
    const [notice, next] = [exceptionsOf(year), exceptionsOf(year + 1)];
    const wanted = { off: new Set([...notice.off, ...next.off]), on: new Set([...notice.on, ...next.on]) };
    const file = { off: new Set(shipped.holidays), on: new Set(shipped.workdays) };
    const different: string[] = [];
    for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY_MS) if (isWorkday(day, wanted.off, wanted.on) !== isWorkday(day, file.off, file.on)) different.push(iso(day));
    expect(different).toEqual([]);
  });
});
