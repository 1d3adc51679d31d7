import { PROVINCES } from './provinces.js';

/**
 * GB 32100-2015: 18 characters without I, O, S, V, Z; department, kind, region 6, body 9, check character (MOD 31).
 * @typedef {{ problem: string, zh: string, en: string }} Problem
 * @typedef {{ department: string, kind: string, region: string, provinceCode: string, province: { 'zh-CN': string, en: string } | null, organisation: string }} CreditFacts
 */

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * @param {string} text
 * @returns {{ ok: true, value: string, facts: CreditFacts } | { ok: false, value: string, problem: Problem }}
 */
export function checkCreditCode(text) {
  const value = text.trim().toUpperCase();
  const problem = shapeProblem(value) ?? checksumProblem(value);
  if (problem !== null) return { ok: false, value, problem };
  const provinceCode = value.slice(2, 4);
  return {
    ok: true,
    value,
    facts: { department: value.slice(0, 1), kind: value.slice(1, 2), region: value.slice(2, 8), provinceCode, province: PROVINCES[provinceCode] ?? null, organisation: value.slice(8, 17) },
  };
}

/** @param {string} value @returns {Problem | null} */
function shapeProblem(value) {
  if (value.length !== 18) {
    const difference = value.length - 18;
    const zh = difference < 0 ? `少 ${-difference} 位` : `多 ${difference} 位`;
    return { problem: 'length', zh: `统一社会信用代码${zh}：现在 ${value.length} 位，应为 18 位`, en: `The credit code has ${value.length} characters; it must have 18` };
  }
  const wrong = Array.from(value).find((character) => !ALPHABET.includes(character));
  if (wrong !== undefined) return { problem: 'characters', zh: `统一社会信用代码里不会有“${wrong}”（不用字母 I、O、S、V、Z）`, en: `A credit code cannot contain "${wrong}" (letters I, O, S, V and Z are not used)` };
  if (!/^\d{6}$/.test(value.slice(2, 8))) return { problem: 'region', zh: '第 3 至 8 位是区划代码，只能是数字', en: 'Characters 3 to 8 are the region code and must be digits' };
  return null;
}

/** @param {string} value @returns {Problem | null} */
function checksumProblem(value) {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * ALPHABET.indexOf(value.charAt(index)), 0);
  if (ALPHABET[(31 - (sum % 31)) % 31] === value[17]) return null;
  return { problem: 'checksum', zh: '统一社会信用代码的校验位不对，请核对有没有抄错', en: 'The check character of the credit code is wrong; look for a typing error' };
}
