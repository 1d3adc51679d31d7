import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { QualityCheck } from '../../../runtime/schema/quality.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { QualityReport, QualitySummary, WrongRows } from '../../api/quality.ts';
import { fail } from '../../errors.ts';
import type { Row } from '../../stores/store.ts';
import { audit } from '../context.ts';
import { changeDataset, demandDataset, recordReading, type DefinitionBase } from '../datasets.ts';
import type { DisclosureBase } from '../disclosures.ts';
import { demand, placed } from '../policy/policy.ts';
import { demandBrowsing, isOwnData } from '../sharing/browsing.ts';
import { eachRow, readyChecks } from './read-rows.ts';
import { runChecks, type QualityBase } from './run-checks.ts';
import { keyOfCheck, nameOfChecks, qualityState, type KeptQuality } from './state.ts';

/** The latest result in a line, for lists; undefined where nothing is checked or nobody has looked yet. */
export function summaryOf(definition: DatasetDefinition, kept: KeptQuality | undefined): QualitySummary | undefined {
  const state = kept?.state;
  if (nameOfChecks(definition) === undefined || !state) return undefined;
  return { at: state.at, checks: state.results.length, failed: state.results.filter(({ ok }) => !ok).length };
}

const reportOf = (base: QualityBase, definition: DatasetDefinition, { state, isHeld }: KeptQuality, user: User): QualityReport => ({
  dataset: definition.id,
  items: (definition.entry?.checks ?? []).map((check) => {
    const key = keyOfCheck(check);
    const result = state?.results.find((one) => one.key === key);
    return { key, check, ...(result ? { result: { ok: result.ok, checked: result.checked, wrong: result.wrong, ...(result.found === undefined ? {} : { found: result.found }), ...(result.broken ? { broken: result.broken } : {}) } } : {}) };
  }),
  ...(state ? { at: state.at, by: base.people.find(state.by)?.name ?? '', rows: state.rows } : {}),
  running: isHeld,
  own: isOwnData(base, user, definition),
  rounds: [...(state?.rounds ?? [])],
});

/** What is expected of a dataset and what it came to: counts, so everybody who may see the catalogue may see them. @throws SCN_API_NOT_FOUND */
export async function qualityReport(base: QualityBase, dataset: string, user: User): Promise<QualityReport> {
  const definition = await demandDataset(base, dataset);
  return reportOf(base, definition, await qualityState(base, dataset), user);
}

/** Looks now, for whoever may browse the rows; another look that is under way is told as such. @throws SCN_API_NOT_FOUND, SCN_GRANT_ROWS */
export async function checkNow(base: QualityBase, dataset: string, user: User, isStopped: () => boolean): Promise<QualityReport> {
  const definition = await demandDataset(base, dataset);
  demandBrowsing(base, definition, user);
  await runChecks(base, definition, { by: user.id, isStopped });
  return qualityReport(base, dataset, user);
}

/** What the owner expects from now on. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN, SCN_DATA_CHECKS, SCN_GRANT_ROWS for values of data one may not look at */
export async function saveChecks(base: QualityBase & DefinitionBase, wanted: { readonly dataset: string; readonly checks: readonly QualityCheck[] }, user: User, locale: Locale): Promise<QualityReport> {
  const definition = await demandDataset(base, wanted.dataset);
  demand(user, 'dataset.edit', placed(base, 'dataset', wanted.dataset));
  for (const check of wanted.checks) {
    const other = 'kind' in check && check.kind === 'exists' ? await base.store.datasets.get(check.dataset) : null;
    if (other) demandBrowsing(base, other, user);
  }
  const change = (before: DatasetDefinition | null) => ({ ...(before ?? definition), entry: { ...(before ?? definition).entry, checks: [...wanted.checks] } });
  await changeDataset(base, wanted.dataset, { change, by: user.id, locale });
  await audit(base, user.id, 'catalogue.checks', wanted.dataset, { checks: wanted.checks.length });
  return qualityReport(base, wanted.dataset, user);
}

export interface WrongWanted {
  readonly dataset: string;
  readonly check: string;
  readonly offset: number;
  readonly limit: number;
}

/** The rows that break one check, as they are now: read like any rows, and on record before they are handed out. @throws SCN_API_NOT_FOUND, SCN_GRANT_ROWS */
export async function wrongRows(base: QualityBase & DisclosureBase, { dataset, check: key, offset, limit }: WrongWanted, user: User): Promise<WrongRows> {
  const definition = await demandDataset(base, dataset);
  demandBrowsing(base, definition, user);
  const wanted = definition.entry?.checks?.find((check) => keyOfCheck(check) === key);
  if (!wanted) throw fail('SCN_API_NOT_FOUND', { what: key });
  const ready = await readyChecks(base, definition, [wanted]);
  const judge = ready?.[0]?.judge;
  if (!judge?.isWrong) return { rows: [], count: 0 };
  const { isWrong } = judge;
  if (judge.needsAll) await eachRow(base, dataset, ({ data }) => judge.add(data));
  const rows: Row[] = [];
  let count = 0;
  await eachRow(base, dataset, (row) => {
    if (!isWrong(row.data)) return;
    if (count >= offset && rows.length < limit) rows.push(row);
    count += 1;
  });
  await recordReading(base, user.id, {}, definition, rows);
  return { rows, count };
}
