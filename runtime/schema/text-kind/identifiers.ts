/** Numbers that carry their own check, as the national standards define them. */

const ID_WEIGHTS: readonly number[] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The last sign that 17 digits of an identity number ask for (GB 11643, ISO 7064 MOD 11-2). */
export function idCardCheck(digits: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11] ?? '';
}

/** Codes of provinces and their like (GB/T 2260), and 83 of the residence permits of Taiwan. */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)/;

export const hasProvince = (text: string): boolean => PROVINCES.test(text);

/** Whether `yyyymmdd` is a day of the calendar. */
export function isDayText(text: string): boolean {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8))];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const last = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= last;
}

/** An 18-digit resident identity number: birth date and check character (GB 11643). */
export function isIdCard(text: string): boolean {
  return /^[1-9]\d{16}[\dX]$/.test(text) && isDayText(text.slice(6, 14)) && idCardCheck(text) === text[17];
}

const USCC_LETTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

export const hasUsccForm = (text: string): boolean => /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text);

/** A unified social credit code: 18 characters, check by powers of 3 modulo 31 (GB 32100-2015). */
export function isUscc(text: string): boolean {
  if (!hasUsccForm(text)) return false;
  let sum = 0;
  let weight = 1;
  for (let i = 0; i < 17; i++) {
    sum += USCC_LETTERS.indexOf(text[i] ?? '') * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_LETTERS[(31 - (sum % 31)) % 31] === text[17];
}

/** The check digit of card numbers (ISO/IEC 7812, Luhn). */
export function hasLuhn(digits: string): boolean {
  const sum = Array.from(digits).reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
