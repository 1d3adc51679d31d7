import { chineseNumber, englishNumber } from '../../server/services/public/spoken-sum.ts';

const values = new Map(Array.from({ length: 1000 }, (_, value) => [[englishNumber(value), value], [chineseNumber(value), value]] as const).flat());

/** The answer to a sum in words, as somebody who hears it works it out. */
export function spokenAnswer(question: string): string {
  const match = /^(?:What is )?(.+?)(加|减| plus | minus )(.+?)(?:等于多少？|\?)$/.exec(question);
  const [first, second] = [values.get(match?.[1] ?? ''), values.get(match?.[3] ?? '')];
  if (match === null || first === undefined || second === undefined) throw new Error(`not a sum: ${question}`);
  return String(/加|plus/.test(match[2] ?? '') ? first + second : first - second);
}
