import type { TextFault, TextKind } from './text-kind.ts';

type Words = Readonly<Record<'zh-CN' | 'en', string>>;
const say = (zh: string, en: string): Words => ({ 'zh-CN': zh, en });

const FORM: Readonly<Partial<Record<TextKind, Words>>> = {
  phone: say('要写手机号，或“区号-号码”，例如 0571-87654321', 'must be a mobile number, or area code and number such as 0571-87654321'),
  email: say('要写成 name@example.com 这样', 'must look like name@example.com'),
  plate: say('要写省份简称、字母和 5 到 6 位，例如 浙A12345', 'needs the short name of the province, a letter and 5 or 6 signs, such as 浙A12345'),
};

const WORDS: Readonly<Record<TextKind, Readonly<Partial<Record<TextFault, Words>>>>> = {
  'id-card': {
    length: say('要 18 位，最后一位可能是 X', 'needs 18 signs; the last may be X'),
    signs: say('前 17 位是数字，最后一位是数字或 X', 'has 17 digits and then a digit or X'),
    region: say('开头两位不是省份的代码，请对照证件', 'does not begin with the code of a province; compare it with the card'),
    date: say('第 7 到 14 位不是真的出生日期，请对照证件', 'has no real day of birth at places 7 to 14; compare it with the card'),
    check: say('有一位写错了：最后一位和前面对不上，请逐位对照证件', 'has a wrong digit: the last one does not fit the others; compare it with the card'),
  },
  uscc: {
    length: say('要 18 位', 'needs 18 signs'),
    signs: say('只有数字和大写字母，第 3 到 8 位是数字，不用字母 I、O、S、V、Z', 'has digits and capital letters only, digits at places 3 to 8, and never I, O, S, V or Z'),
    check: say('有一位写错了：最后一位和前面对不上，请逐位对照营业执照', 'has a wrong sign: the last one does not fit the others; compare it with the licence'),
  },
  mobile: {
    length: say('要 11 位', 'needs 11 digits'),
    signs: say('只写数字', 'has digits only'),
    check: say('要以 13 到 19 开头', 'begins with 13 to 19'),
  },
  phone: {},
  email: {},
  plate: {},
  postcode: { length: say('要 6 位', 'needs 6 digits'), signs: say('只写数字', 'has digits only') },
  'bank-card': {
    length: say('要 12 到 19 位', 'needs 12 to 19 digits'),
    signs: say('只写数字', 'has digits only'),
    check: say('有一位写错了：最后一位和前面对不上，请逐位对照卡面', 'has a wrong digit: the last one does not fit the others; compare it with the card'),
  },
};

const ANY = say('的写法不对，请检查后改', 'is not written as it should be; please check it');

/** How a sentence goes on that begins with the name of the question. */
export const faultWords = (kind: TextKind, fault: TextFault): Words => WORDS[kind][fault] ?? FORM[kind] ?? ANY;
