/** The check digit of GS1 over all digits before it: weights 3 and 1 from the right. */
export function checkDigit(digits) {
  const sum = Array.from(digits).toReversed().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

const isSound = (digits) => checkDigit(digits.slice(0, -1)) === digits.at(-1);
const none = { kind: 'other', gtin: null, lot: null, serial: null, sscc: null, sound: true };

/** Application identifiers of a Digital Link or in brackets: 01 product, 10 lot, 21 serial, 00 logistic unit. */
function ofPairs(pairs) {
  const value = Object.fromEntries(pairs);
  if (/^\d{18}$/.test(value['00'] ?? '')) return { ...none, kind: 'sscc', sscc: value['00'], sound: isSound(value['00']) };
  if (!/^\d{8,14}$/.test(value['01'] ?? '')) return null;
  const gtin = value['01'].padStart(14, '0');
  const [lot, serial] = [value['10'] ?? null, value['21'] ?? null];
  return { ...none, kind: serial !== null ? 'sgtin' : lot !== null ? 'lgtin' : 'gtin', gtin, lot, serial, sound: isSound(gtin) };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `https://id.gs1.org/01/…/10/…/21/…`, of any host. */
function ofLink(uri) {
  const match = /^https?:\/\/[^/?#]+\/(.*?)(?:[?#].*)?$/.exec(uri);
  if (!match) return null;
  const parts = match[1].split('/');
  const start = parts.findIndex((part, at) => (part === '01' || part === '00') && /^\d+$/.test(parts[at + 1] ?? ''));
  if (start < 0) return null;
  const pairs = [];
  for (let at = start; at + 1 < parts.length; at += 2) pairs.push([parts[at], decoded(parts[at + 1])]);
  return ofPairs(pairs);
}

/** `urn:epc:id:sgtin:<company>.<indicator and item>.<serial>`, `urn:epc:class:lgtin:…`, `urn:epc:id:sscc:<company>.<extension and serial>`. */
function ofUrn(uri) {
  const match = /^urn:epc:(?:id|class|idpat):(sgtin|lgtin|sscc):(\d+)\.(\d)(\d*)(?:\.(.+))?$/.exec(uri);
  if (!match) return null;
  const [, scheme, company, first, rest, last] = match;
  const body = `${first}${company}${rest}`;
  if (scheme === 'sscc') return body.length === 17 ? { ...none, kind: 'sscc', sscc: body + checkDigit(body) } : null;
  if (body.length !== 13) return null;
  const tail = last === undefined || last === '*' ? null : decoded(last);
  return { ...none, kind: tail === null ? 'gtin' : scheme, gtin: body + checkDigit(body), lot: scheme === 'lgtin' ? tail : null, serial: scheme === 'sgtin' ? tail : null };
}

/** `(01)06901234567892(10)A1(21)7`, as printed below a code. */
function ofBrackets(text) {
  if (!/^\(\d{2}\)/.test(text)) return null;
  return ofPairs([...text.matchAll(/\((\d{2})\)([^(]+)/g)].map(([, ai, value]) => [ai, value]));
}

/** What an identifier names; one that is not understood keeps its text and names nothing. */
export function readIdentifier(epc) {
  return { epc, ...(ofLink(epc) ?? ofUrn(epc) ?? ofBrackets(epc) ?? none) };
}
