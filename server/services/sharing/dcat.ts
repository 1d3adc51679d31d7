import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { CatalogueItem } from '../../api/sharing.ts';

/** EU frequency vocabulary, which DCAT names for `dct:accrualPeriodicity`. */
const FREQUENCY = 'http://publications.europa.eu/resource/authority/frequency/';
const RHYTHM: Readonly<Record<string, string>> = { continuous: 'CONT', daily: 'DAILY', weekly: 'WEEKLY', monthly: 'MONTHLY', quarterly: 'QUARTERLY', annual: 'ANNUAL', irregular: 'IRREG' };

function fieldOf({ id, type, title, sharing, level, personal }: CatalogueItem['definition']['fields'][number]): JsonObject {
  return { '@type': 'studio:Field', 'dct:identifier': id, 'dct:title': title ?? id, 'studio:type': type, ...(sharing ? { 'studio:sharing': sharing } : {}), ...(level ? { 'studio:level': level } : {}), ...(personal ? { 'studio:personal': true } : {}) };
}

function datasetOf({ definition, unit, rows, lastRead }: CatalogueItem): JsonObject {
  const { id, title, owner, sharing, entry, fields } = definition;
  const publisher = unit?.name ?? owner;
  return {
    '@id': `urn:dataset:${id}`,
    '@type': 'dcat:Dataset',
    'dct:identifier': id,
    'dct:title': title,
    ...(entry?.description ? { 'dct:description': entry.description } : {}),
    ...(entry?.keywords ? { 'dcat:keyword': [...entry.keywords] } : {}),
    ...(publisher ? { 'dct:publisher': { '@type': 'foaf:Organization', 'foaf:name': publisher } } : {}),
    ...(entry?.contact ? { 'dcat:contactPoint': { '@type': 'vcard:Organization', 'vcard:fn': entry.contact } } : {}),
    ...(entry?.rhythm ? { 'dct:accrualPeriodicity': { '@id': `${FREQUENCY}${RHYTHM[entry.rhythm] ?? 'UNKNOWN'}` } } : {}),
    'dct:accessRights': sharing ?? 'restricted',
    'studio:opening': entry?.opening ?? 'closed',
    ...(entry?.basis ? { 'dct:conformsTo': entry.basis } : {}),
    'studio:rows': rows,
    ...(lastRead ? { 'studio:lastRead': lastRead } : {}),
    'studio:field': fields.map(fieldOf),
  };
}

/** The catalogue as DCAT 3 in JSON-LD: what is known of the datasets, never what is in them. */
export function dcatOf(items: readonly CatalogueItem[], base: string): JsonObject {
  return {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/', vcard: 'http://www.w3.org/2006/vcard/ns#', studio: 'https://scenario-studio.example/ns#' },
    '@id': `${base}/api/catalogue.jsonld`,
    '@type': 'dcat:Catalog',
    'dct:title': 'Scenario Studio · 数据目录',
    'dcat:dataset': items.map(datasetOf),
  };
}
