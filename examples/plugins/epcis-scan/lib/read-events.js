import { readIdentifier } from './gs1.js';

const MOST_EVENTS = 1000;
const MOST_ITEMS = 5000;
const TYPES = new Set(['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent']);

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value) => (Array.isArray(value) ? value : []);
const text = (value) => (typeof value === 'string' && value !== '' ? value : null);
/** `urn:epcglobal:cbv:bizstep:shipping`, `https://ref.gs1.org/cbv/BizStep-shipping` and `shipping` are one word. */
const word = (value) => text(value)?.split(/[:/]/).at(-1)?.replace(/^(?:BizStep|Disp|BTT)-/, '') ?? null;
const placeOf = (value) => text(isObject(value) ? value.id : value);

function itemsOf(event) {
  const single = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'].flatMap((part) => list(event[part]).filter(text).map((epc) => ({ ...readIdentifier(epc), part, quantity: null, unit: null })));
  const many = ['quantityList', 'childQuantityList', 'inputQuantityList', 'outputQuantityList'].flatMap((part) =>
    list(event[part]).filter((one) => text(one?.epcClass)).map(({ epcClass, quantity, uom }) => ({ ...readIdentifier(epcClass), part, quantity: typeof quantity === 'number' && Number.isFinite(quantity) ? quantity : null, unit: text(uom) })));
  return [...single, ...many];
}

function eventOf(event) {
  const time = text(event.eventTime);
  if (!TYPES.has(event.type) || time === null || Number.isNaN(Date.parse(time))) return null;
  return { id: text(event.eventID), type: event.type, action: text(event.action), time, zone: text(event.eventTimeZoneOffset), step: word(event.bizStep), disposition: word(event.disposition), place: placeOf(event.bizLocation), reader: placeOf(event.readPoint), parent: text(event.parentID), items: itemsOf(event) };
}

/** Events of a document, a query answer, a list or one alone. */
function eventsIn(given) {
  if (Array.isArray(given)) return given;
  if (!isObject(given)) return null;
  const body = given.epcisBody;
  if (isObject(body)) return list(body.eventList ?? body.queryResults?.resultsBody?.eventList);
  return TYPES.has(given.type) ? [given] : null;
}

/** @returns {{ ok: true, events: object[], skipped: number, unsound: string[] } | { ok: false, problem: { problem: string, zh: string, en: string } }} */
export function readEvents(given) {
  const refuse = (problem, zh, en) => ({ ok: false, problem: { problem, zh, en } });
  const raw = eventsIn(given);
  if (raw === null) return refuse('shape', '这不是 EPCIS 2.0 的事件或文件（JSON）', 'This is no event or document of EPCIS 2.0 (JSON)');
  if (raw.length > MOST_EVENTS) return refuse('many', `一次最多读 ${MOST_EVENTS} 个事件，这里有 ${raw.length} 个`, `At most ${MOST_EVENTS} events are read at a time; these are ${raw.length}`);
  const events = raw.flatMap((event) => (isObject(event) ? (eventOf(event) ?? []) : []));
  if (events.length === 0) return refuse('none', '里面没有能读的扫码事件', 'It holds no scan event that can be read');
  const items = events.reduce((sum, event) => sum + event.items.length, 0);
  if (items > MOST_ITEMS) return refuse('many', `一次最多读 ${MOST_ITEMS} 件，这里有 ${items} 件`, `At most ${MOST_ITEMS} items are read at a time; these are ${items}`);
  const unsound = [...new Set(events.flatMap((event) => event.items.filter(({ sound }) => !sound).map(({ epc }) => epc)))];
  return { ok: true, events, skipped: raw.length - events.length, unsound };
}
