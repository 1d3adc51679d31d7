import { answerKind } from '../schema/answer-kind.ts';
import type { FormField } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { isDeepEnough, regionName } from '../schema/region/regions.ts';
import type { AnswerProblem } from './answer-type.ts';

const MEMBERS: Readonly<Record<string, readonly string[]>> = { region: ['code', 'name'], person: ['id', 'name'], unit: ['id', 'name'], location: ['name', 'lng', 'lat', 'accuracy'] };
const MOST_NAME = 200;

/** The bundled list says what a region is called, whatever the caller says; every member is there. */
export function groupAnswer(field: FormField, value: Json): Json {
  const members = MEMBERS[answerKind(field)];
  if (members === undefined || typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const given = value as JsonObject;
  const whole = { ...Object.fromEntries(members.map((member) => [member, given[member] ?? null])), ...given };
  const code = typeof given['code'] === 'string' && field.options === undefined ? regionName(given['code']) : undefined;
  return code === undefined ? whole : { ...whole, name: code };
}

/** What is wrong with a region, location, person or unit; null when nothing is, or the answer is none of them. */
export function groupProblem(field: FormField, value: Json): AnswerProblem | null {
  const { id } = field;
  const kind = answerKind(field);
  const members = MEMBERS[kind];
  if (members === undefined) return null;
  const given = value as JsonObject;
  const stranger = Object.keys(given).find((key) => !members.includes(key));
  if (stranger !== undefined) return { field: id, kind: 'extra', zh: `“${id}”里没有“${stranger}”这一项`, en: `"${id}" has no part called ${stranger}` };
  const name = given['name'];
  if (kind !== 'region' && (typeof name !== 'string' || name.trim() === '')) return { field: id, kind: 'type', zh: `“${id}”要有名称`, en: `"${id}" needs a name` };
  if (typeof name === 'string' && name.length > MOST_NAME) return { field: id, kind: 'limit', zh: `“${id}”的名称最多 ${MOST_NAME} 字`, en: `The name of "${id}" may have ${MOST_NAME} characters` };
  if (kind === 'location') return pointProblem(id, given);
  if (kind === 'region') return regionProblem(field, given);
  return typeof given['id'] === 'string' && given['id'] !== '' ? null : { field: id, kind: 'choice', zh: `“${id}”要从名单里选`, en: `"${id}" must be chosen from the list` };
}

function regionProblem(field: FormField, { code }: JsonObject): AnswerProblem | null {
  const { id } = field;
  if (typeof code !== 'string' || !/^\d{2,12}$/.test(code)) return { field: id, kind: 'choice', zh: `“${id}”要从地区里选`, en: `"${id}" must be a region` };
  if (field.options !== undefined) return null;
  if (regionName(code) === undefined) return { field: id, kind: 'choice', zh: `没有代码是 ${code} 的地区，请重选“${id}”`, en: `No region has the code ${code}; choose "${id}" again` };
  return isDeepEnough(code, field.depth ?? 'county') ? null : { field: id, kind: 'missing', zh: `“${id}”还要选到下一级`, en: `"${id}" must be chosen one level further down` };
}

const within = (value: Json | undefined, most: number): boolean => typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most;

function pointProblem(id: string, { lng = null, lat = null, accuracy = null }: JsonObject): AnswerProblem | null {
  if (lng === null && lat === null && accuracy === null) return null;
  if (!within(lng, 180) || !within(lat, 90)) return { field: id, kind: 'limit', zh: `“${id}”的经度要在 -180 到 180、纬度在 -90 到 90 之间`, en: `The longitude of "${id}" must be from -180 to 180 and the latitude from -90 to 90` };
  return accuracy === null || (typeof accuracy === 'number' && accuracy >= 0) ? null : { field: id, kind: 'type', zh: `“${id}”的精度要是米数`, en: `The accuracy of "${id}" must be metres` };
}
