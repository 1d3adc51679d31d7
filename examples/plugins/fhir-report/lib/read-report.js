/** @typedef {{ problem: string, zh: string, en: string }} Problem */

const FLAGS = { H: 'high', HH: 'high', HU: 'high', L: 'low', LL: 'low', LU: 'low', N: 'normal', A: 'abnormal', AA: 'abnormal' };
const MOST_ITEMS = 500;

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value) => (Array.isArray(value) ? value : []);
const text = (value) => (typeof value === 'string' && value !== '' ? value : null);
const number = (value) => (typeof value === 'number' && Number.isFinite(value) ? value : null);

/** The first coding with a code, else the words alone. */
function conceptOf(concept) {
  const coding = list(concept?.coding).find((one) => text(one?.code));
  return { code: text(coding?.code), system: text(coding?.system), name: text(concept?.text) ?? text(coding?.display) };
}

/** `Patient/123` or `urn:uuid:…`: what comes after the last `/` or `:`. */
function referenceOf(reference) {
  return text(reference?.reference)?.split(/[/:]/).at(-1) ?? text(reference?.identifier?.value);
}

function valueOf(observation) {
  const quantity = observation.valueQuantity;
  if (isObject(quantity)) return { value: number(quantity.value), text: null, unit: text(quantity.unit) ?? text(quantity.code) };
  if (isObject(observation.valueCodeableConcept)) return { value: null, text: conceptOf(observation.valueCodeableConcept).name, unit: null };
  const plain = observation.valueInteger ?? observation.valueDecimal;
  if (plain !== undefined) return { value: number(plain), text: null, unit: null };
  if (observation.valueBoolean !== undefined) return { value: null, text: observation.valueBoolean ? 'true' : 'false', unit: null };
  return { value: null, text: text(observation.valueString) ?? text(observation.valueDateTime), unit: null };
}

/** What the laboratory said, else what its own range says; null when neither does. */
function flagOf(observation, value, low, high) {
  const said = conceptOf(list(observation.interpretation)[0]).code;
  if (said !== null && Object.hasOwn(FLAGS, said)) return FLAGS[said];
  if (value === null || (low === null && high === null)) return null;
  if (low !== null && value < low) return 'low';
  return high !== null && value > high ? 'high' : 'normal';
}

function itemOf(observation) {
  const { code, name } = conceptOf(observation.code);
  const { value, text: words, unit } = valueOf(observation);
  const range = list(observation.referenceRange)[0];
  const [low, high] = [number(range?.low?.value), number(range?.high?.value)];
  return { code, name, value, text: words, unit, low, high, flag: flagOf(observation, value, low, high), status: text(observation.status) };
}

/** Observations of a report: beside it in the bundle, inside it, or parts of one another (a blood count has many). */
function observationsOf(report, resources) {
  const inside = list(report.contained).filter(isObject);
  const known = new Map();
  for (const { keys, resource } of [...resources, ...inside.map((resource) => ({ keys: [`#${resource.id}`], resource }))]) for (const key of keys) known.set(key, resource);
  const found = [];
  let missing = 0;
  const seen = new Set();
  const visit = (reference) => {
    const target = known.get(reference);
    if (!target || target.resourceType !== 'Observation') {
      missing += 1;
      return;
    }
    if (seen.has(target) || found.length >= MOST_ITEMS) return;
    seen.add(target);
    const parts = list(target.component).filter(isObject);
    if (parts.length > 0) for (const part of parts) found.push({ status: target.status, ...part });
    else if (list(target.hasMember).length === 0) found.push(target);
    for (const member of list(target.hasMember)) visit(member?.reference);
  };
  for (const result of list(report.result)) visit(result?.reference);
  return { found, missing };
}

/**
 * @param {unknown} given a DiagnosticReport, or a Bundle that holds one
 * @returns {{ ok: true, report: object, items: object[], missing: number } | { ok: false, problem: Problem }}
 */
export function readReport(given) {
  const refuse = (problem, zh, en) => ({ ok: false, problem: { problem, zh, en } });
  if (!isObject(given)) return refuse('shape', '这不是 FHIR 资源：要一个 JSON 对象', 'This is no FHIR resource: an object is needed');
  const entries = given.resourceType === 'Bundle' ? list(given.entry).filter((entry) => isObject(entry?.resource)) : [{ resource: given }];
  const resources = entries.map(({ fullUrl, resource }) => ({ keys: [fullUrl, `${resource.resourceType}/${resource.id}`].filter(Boolean), resource }));
  const reports = resources.filter(({ resource }) => resource.resourceType === 'DiagnosticReport');
  if (reports.length === 0) return refuse('no-report', '里面没有检查报告（DiagnosticReport）', 'It holds no DiagnosticReport');
  if (reports.length > 1) return refuse('many-reports', `里面有 ${reports.length} 份报告，一次只读一份`, `It holds ${reports.length} reports; one is read at a time`);
  const [{ resource: report }] = reports;
  const status = text(report.status);
  if (status === 'entered-in-error' || status === 'cancelled') return refuse('withdrawn', '这份报告已作废', 'The report was withdrawn');
  const { found, missing } = observationsOf(report, resources);
  const { code, name } = conceptOf(report.code);
  return {
    ok: true,
    report: {
      id: text(report.id), status, final: status === 'final' || status === 'amended' || status === 'corrected', code, name, patient: referenceOf(report.subject), performer: referenceOf(list(report.performer)[0]),
      time: text(report.effectiveDateTime) ?? text(report.effectivePeriod?.start), issued: text(report.issued), conclusion: text(report.conclusion),
    },
    items: found.map(itemOf),
    missing,
  };
}
