/** Parts of ids and titles of questions that ask who somebody is or how to reach them. */
const LATIN = ['name', 'person', 'id_card', 'idcard', 'id_no', 'passport', 'phone', 'mobile', 'tel', 'mail', 'email', 'address', 'birth', 'birthday', 'account', 'bank', 'applicant', 'patient', 'guardian', 'contact', 'plate', 'wechat'];
const HAN = /姓名|名字|称呼|身份证|证件|护照|手机|电话|联系|邮箱|住址|地址|户籍|生日|出生|账号|帐号|银行卡|病历|车牌|车主|户主|监护|申请人|当事人|负责人|经办人|患者|老人|儿童|家属/;

const inWords = (text: string): readonly string[] => text.replaceAll(/([a-z])([A-Z])/g, '$1_$2').toLowerCase().split(/[^a-z]+/);

/** Whether a question, by its id or by what it says, is about who somebody is: better once too often than not at all. */
export function asksForPerson(words: string): boolean {
  if (HAN.test(words)) return true;
  const parts = inWords(words);
  const joined = parts.join('_');
  return LATIN.some((word) => (word.includes('_') ? `_${joined}_`.includes(`_${word}_`) : parts.includes(word)));
}

/** Weights of the first 17 digits of an identity number, GB 11643-1999; the sum modulo 11 names the last character. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

/** The last character of an identity number. @param digits its first 17 */
export function identityCheck(digits: string): string {
  return CHECKS.charAt(WEIGHTS.reduce((all, weight, at) => all + weight * Number(digits[at]), 0) % 11);
}

export const isIdentityNumber = (value: string): boolean => /^\d{17}[\dXx]$/.test(value) && identityCheck(value) === value.charAt(17).toUpperCase();
export const isMobile = (value: string): boolean => /^(\+?86[- ]?)?1[3-9]\d{9}$/.test(value);
export const isMail = (value: string): boolean => /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(value);

/** Values that tell a person apart wherever they stand: identity numbers, mobile numbers, mail addresses. */
export function looksPersonal(value: string): boolean {
  return isIdentityNumber(value) || isMobile(value) || isMail(value);
}
