import { PROVINCES } from './provinces.js';

/**
 * GB 11643-1999: 17 digits (region 6, birth date 8, sequence 3) and a check character, ISO 7064 MOD 11-2.
 * @typedef {{ problem: string, zh: string, en: string }} Problem
 * @typedef {{ birthDate: string, sex: 'male' | 'female', region: string, provinceCode: string, province: { 'zh-CN': string, en: string } }} IdentityFacts
 */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

/**
 * @param {string} text 18 characters; a small x is accepted
 * @param {string} today ISO day; a birth date after it is refused
 * @returns {{ ok: true, value: string, facts: IdentityFacts } | { ok: false, value: string, problem: Problem }}
 */
export function checkIdentityCard(text, today) {
  const value = text.trim().toUpperCase();
  const problem = shapeProblem(value) ?? checksumProblem(value) ?? dateProblem(value, today) ?? provinceProblem(value);
  if (problem !== null) return { ok: false, value, problem };
  return { ok: true, value, facts: factsOf(value) };
}

/** @param {string} value @returns {Problem | null} */
function shapeProblem(value) {
  if (value.length !== 18) {
    const difference = value.length - 18;
    const zh = difference < 0 ? `少 ${-difference} 位` : `多 ${difference} 位`;
    return { problem: 'length', zh: `身份证号${zh}：现在 ${value.length} 位，应为 18 位`, en: `The ID number has ${value.length} characters; it must have 18` };
  }
  if (!/^\d{17}[\dX]$/.test(value)) return { problem: 'characters', zh: '身份证号只能有数字，最后一位可以是 X', en: 'An ID number has digits only; the last character may be X' };
  return null;
}

/** @param {string} value @returns {Problem | null} */
function checksumProblem(value) {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(value[index]), 0);
  if (CHECK_CHARACTERS[sum % 11] === value[17]) return null;
  return { problem: 'checksum', zh: '身份证号的校验位不对，请核对有没有抄错', en: 'The check digit of the ID number is wrong; look for a typing error' };
}

/** @param {string} value @param {string} today @returns {Problem | null} */
function dateProblem(value, today) {
  const day = birthDateOf(value);
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) return { problem: 'birth-date', zh: `身份证号里的出生日期 ${day} 不存在`, en: `The birth date ${day} in the ID number does not exist` };
  if (day < '1850-01-01' || day > today) return { problem: 'birth-date', zh: `身份证号里的出生日期 ${day} 不可能`, en: `The birth date ${day} in the ID number is not possible` };
  return null;
}

/** @param {string} value @returns {Problem | null} */
function provinceProblem(value) {
  if (Object.hasOwn(PROVINCES, value.slice(0, 2))) return null;
  return { problem: 'region', zh: `没有以 ${value.slice(0, 2)} 开头的省级区划`, en: `No province has the code ${value.slice(0, 2)}` };
}

/** @param {string} value */
function birthDateOf(value) {
  return `${value.slice(6, 10)}-${value.slice(10, 12)}-${value.slice(12, 14)}`;
}

/** @param {string} value @returns {IdentityFacts} */
function factsOf(value) {
  const provinceCode = value.slice(0, 2);
  return {
    birthDate: birthDateOf(value),
    sex: Number(value[16]) % 2 === 1 ? 'male' : 'female',
    region: value.slice(0, 6),
    provinceCode,
    province: PROVINCES[provinceCode] ?? { 'zh-CN': provinceCode, en: provinceCode },
  };
}
