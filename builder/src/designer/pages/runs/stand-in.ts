import { identityCheck, isIdentityNumber, isMail, isMobile } from './personal-words.ts';

const padded = (number: number, length: number): string => String(number).padStart(length, '0').slice(-length);

/** Numbers that differ only in the serial: three digits, one of them tells the sex. */
const SERIALS = 499;

/** Another number with the year of birth and the sex of the first, which rules go by, and a check digit that holds. */
function identity(value: string, number: number): string {
  const serial = padded((1 + ((number - 1) % SERIALS)) * 2 - (Number(value.charAt(16)) % 2), 3);
  // Another day of the year once all serials of one are used.
  const days = Math.floor((number - 1) / SERIALS) % (12 * 28);
  const digits = `330102${value.slice(6, 10)}${padded(1 + Math.floor(days / 28), 2)}${padded(1 + (days % 28), 2)}${serial}`;
  return digits + identityCheck(digits);
}

/** Values of a kind that forms check: another one of the kind, or undefined. */
function ofKind(value: string, number: number): string | undefined {
  if (isIdentityNumber(value)) return identity(value, number);
  if (isMobile(value)) return `${value.slice(0, -11)}130${padded(number, 8)}`;
  if (isMail(value)) return `person${number}@example.org`;
  const plate = /^(\p{Script=Han}[A-Z][·•\s]?)([A-Z0-9]{5,6})$/u.exec(value);
  return plate === null ? undefined : `${plate[1] ?? ''}${padded(number, plate[2]?.length ?? 5)}`;
}

/** The same shape, so that lengths and patterns still hold: digits count up, letters are X, Chinese names are 某. */
function ofShape(value: string, number: number): string {
  const digits = value.replaceAll(/\D/g, '').length;
  const count = padded(number, Math.max(1, digits));
  let at = 0;
  const shaped = value
    .replaceAll(/\d/g, () => {
      at += 1;
      return count.charAt(at - 1);
    })
    .replaceAll(/[A-Za-z]/g, 'X')
    .replaceAll(/\p{Script=Han}/gu, '某');
  return digits > 0 ? shaped : `${shaped}${number}`;
}

/**
 * A made-up value in the place of one about a person, which forms and rules take as they took the first. A day keeps
 * its year. With few digits the count runs round, and two people must not become one.
 * @param first the number to try first @param isTaken whether another value has a stand-in already
 */
export function standIn(value: string, first: number, isTaken: (wish: string) => boolean): string {
  const day = /^(\d{4})-\d\d-\d\d$/.exec(value);
  if (day !== null) return value.endsWith('-01-01') ? `${day[1] ?? ''}-01-02` : `${day[1] ?? ''}-01-01`;
  let number = first;
  let wish = ofKind(value, number) ?? ofShape(value, number);
  while (isTaken(wish)) {
    number += 1;
    wish = ofKind(value, number) ?? `${ofShape(value, number)}${number}`;
  }
  return wish;
}
