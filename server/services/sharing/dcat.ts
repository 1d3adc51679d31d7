import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { kindOfCheck, type QualityKind } from '../../../runtime/schema/quality.ts';
import type { CatalogueItem } from '../../api/sharing.ts';
import { keyOfCheck, type QualityState } from '../quality/state.ts';

/** EU frequency vocabulary, which DCAT names for `dct:accrualPeriodicity`. */
const FREQUENCY = 'http://publications.europa.eu/resource/authority/frequency/';
const RHYTHM: Readonly<Record<string, string>> = { continuous: 'CONT', daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY', quarterly: 'QUARTERLY', annual: 'ANNUAL', irregular: 'IRREG' };

/** Words in both languages where there are both, each with its tag; else as the owner wrote them. */
function inLanguages(given: string, english: string | undefined): Json {
  return english === undefined || english === given ? given : [{ '@value': given, '@language': 'zh-CN' }, { '@value': english, '@language': 'en' }];
}

function fieldOf({ id, type, title, texts, sharing, level, personal }: CatalogueItem['definition']['fields'][number]): JsonObject {
  return { '@type': 'studio:Field', 'dct:identifier': id, 'dct:title': inLanguages(title ?? id, texts?.en?.title), 'studio:type': type, ...(sharing ? { 'studio:sharing': sharing } : {}), ...(level ? { 'studio:level': level } : {}), ...(personal ? { 'studio:personal': true } : {}) };
}

/** The shares of what was looked at that hold: of the data quality vocabulary of the W3C, one measurement for each dimension. */
const DIMENSION: Readonly<Record<QualityKind, string>> = { filled: 'completeness', rows: 'completeness', among: 'syntacticValidity', range: 'syntacticValidity', pattern: 'syntacticValidity', unique: 'conciseness', exists: 'consistency', holds: 'consistency', sum: 'semanticAccuracy', fresh: 'timeliness' };

function metric(dimension: string): JsonObject {
  return { '@id': `urn:studio:metric:${dimension}`, '@type': 'dqv:Metric', 'dct:title': `Share of values that pass the checks of ${dimension}`, 'dqv:expectedDataType': { '@id': 'xsd:decimal' }, 'dqv:inDimension': { '@id': `ldqd:${dimension}` } };
}

function measurementsOf({ definition }: CatalogueItem, state: QualityState | undefined): readonly JsonObject[] {
  const byDimension = new Map<string, { checked: number; wrong: number }>();
  for (const check of definition.entry?.checks ?? []) {
    const result = state?.results.find(({ key }) => key === keyOfCheck(check));
    if (!result || result.broken) continue;
    const kind = kindOfCheck(check);
    const dimension = DIMENSION[kind];
    const sum = byDimension.get(dimension) ?? { checked: 0, wrong: 0 };
    const isWhole = kind === 'fresh' || kind === 'rows';
    byDimension.set(dimension, { checked: sum.checked + (isWhole ? 1 : result.checked), wrong: sum.wrong + result.wrong });
  }
  return [...byDimension].map(([dimension, { checked, wrong }]) => ({
    '@type': 'dqv:QualityMeasurement', 'dqv:computedOn': { '@id': `urn:dataset:${definition.id}` }, 'dqv:isMeasurementOf': { '@id': `urn:studio:metric:${dimension}` },
    'dqv:value': checked === 0 ? 1 : Math.round((1 - wrong / checked) * 10_000) / 10_000, 'studio:checked': checked, 'studio:wrong': wrong, ...(state ? { 'prov:generatedAtTime': { '@type': 'xsd:dateTime', '@value': state.at } } : {}),
  }));
}

function datasetOf(item: CatalogueItem, state: QualityState | undefined): JsonObject {
  const { definition, unit, rows, lastRead } = item;
  const measurements = measurementsOf(item, state);
  const { id, title, texts, owner, sharing, entry, fields } = definition;
  const publisher = unit?.name ?? owner;
  return {
    '@id': `urn:dataset:${id}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': id,
    'dct:title': inLanguages(title, texts?.en?.title),
    ...(entry?.description ? { 'dct:description': inLanguages(entry.description, texts?.en?.description) } : {}),
    ...(entry?.keywords ? { 'dcat:keyword': [...entry.keywords] } : {}),
    ...(publisher ? { 'dct:publisher': { '@type': 'foaf:Organization', 'foaf:name': publisher } } : {}),
    ...(entry?.contact ? { 'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': entry.contact } } : {}),
    ...(entry?.rhythm ? { 'dct:accrualPeriodicity': { '@id': `${FREQUENCY}${RHYTHM[entry.rhythm] ?? 'UNKNOWN'}` } } : {}),
    'dct:accessRights': sharing ?? 'restricted',
    'studio:opening': entry?.opening ?? 'closed',
    ...(entry?.basis ? { 'dct:conformsTo': entry.basis } : {}),
    'studio:rows': rows,
    ...(lastRead ? { 'studio:lastRead': lastRead } : {}),
    ...(measurements.length > 0 ? { 'dqv:hasQualityMeasurement': [...measurements] } : {}),
    'studio:field': fields.map(fieldOf),
  };
}

/** The catalogue as DCAT 3 in JSON-LD: what is known of the datasets, never what is in them. */
export function dcatOf(items: readonly CatalogueItem[], states: ReadonlyMap<string, QualityState>, base: string): JsonObject {
  return {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', vcard: 'http://www.w3.org/2006/vcard/ns#', dqv: 'http://www.w3.org/ns/dqv#', ldqd: 'http://www.w3.org/2016/05/ldqd#', prov: 'http://www.w3.org/ns/prov#', xsd: 'http://www.w3.org/2001/XMLSchema#', studio: 'https://scenario-studio.example/ns#' },
    '@id': `${base}/api/catalogue.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': 'Scenario Studio · 数据目录',
    'dcat:dataset': items.map((item) => datasetOf(item, states.get(item.definition.id))),
    '@included': [...new Set(Object.values(DIMENSION))].map(metric),
  };
}
