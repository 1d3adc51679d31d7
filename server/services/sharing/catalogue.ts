import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { User } from '../../api/account.ts';
import type { CatalogueItem, Quality } from '../../api/sharing.ts';
import { audit } from '../context.ts';
import { demandDataset, defineDataset } from '../datasets.ts';
import { demand, placed } from '../policy/policy.ts';
import { createRevisedCache } from '../revised.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { demandBrowsing, isOwnData, unitsOf } from './browsing.ts';
import type { GrantBase } from './grants.ts';
import { lastReads } from './last-reads.ts';
import { readSettings } from './settings.ts';

const DAY_MS = 86_400_000;

/** Scenarios of a person's units that may read a dataset by a grant in force. */
function grantedTo(base: GrantBase, dataset: string, units: readonly string[]): string[] {
  return base.sharing.grants().filter((grant) => grant.status === 'in-force' && grant.dataset === dataset && units.includes(grant.applicantUnit)).map((grant) => grant.scenario);
}

/** Every dataset with what its owner says of it; rows are not in it, so everybody who designs may look. */
export async function listCatalogue(base: GrantBase, user: User): Promise<CatalogueItem[]> {
  const [all, settings, reads] = await Promise.all([base.store.datasets.list(), readSettings(base), lastReads(base)]);
  const since = new Date(base.now().getTime() - settings.deadDays * DAY_MS).toISOString().slice(0, 10);
  const units = unitsOf(user);
  return all.map(({ rows, ...definition }): CatalogueItem => {
    const unit = base.places.of('dataset', definition.id).unit;
    const lastRead = reads.get(definition.id);
    return {
      definition, rows,
      ...(unit === ROOT ? {} : { unit: { id: unit, name: base.units.find(unit)?.name ?? unit } }),
      ...(lastRead === undefined ? {} : { lastRead }),
      // One that was never read may be new.
      dead: lastRead !== undefined && lastRead < since,
      own: isOwnData(base, user, definition.id),
      granted: grantedTo(base, definition.id, units),
    };
  });
}

/** What the owner says of a dataset. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN */
export async function saveEntry(base: GrantBase, wanted: Pick<DatasetDefinition, 'entry' | 'sharing'> & { readonly dataset: string }, user: User): Promise<void> {
  const definition = await demandDataset(base, wanted.dataset);
  demand(user, 'dataset.edit', placed(base, 'dataset', wanted.dataset));
  await defineDataset(base, { ...definition, ...(wanted.entry ? { entry: wanted.entry } : {}), ...(wanted.sharing ? { sharing: wanted.sharing } : {}) }, user.id);
  await base.sharing.reload();
  await audit(base, user.id, 'catalogue.entry', wanted.dataset, { sharing: wanted.sharing ?? definition.sharing ?? null });
}

const checked = createRevisedCache<Quality[]>({ kept: 32, ms: 600_000 });
const EXAMPLES = 20;

/** Looks whether stated totals are the sums of their parts, row by row; kept until the rows change. */
export async function qualityOf(base: GrantBase, dataset: string, user: User): Promise<Quality[]> {
  const definition = await demandDataset(base, dataset);
  demandBrowsing(base, definition, user);
  const checks = definition.entry?.checks ?? [];
  if (checks.length === 0) return [];
  return checked.get(base, JSON.stringify([dataset, checks]), [dataset], async () => {
    const { rows } = await base.store.datasets.query(dataset, { limit: 10_000_000 });
    return checks.map(({ total, parts }): Quality => {
      const wrong = rows.flatMap(({ id, data }) => {
        const numbers = [total, ...parts].map((field) => (data[field] === null || data[field] === undefined ? Number.NaN : Number(data[field])));
        const [stated = Number.NaN, ...rest] = numbers;
        const sum = Math.round(rest.reduce((whole, part) => whole + part, 0) * 1e6) / 1e6;
        return Number.isFinite(stated) && Number.isFinite(sum) && stated !== sum ? [{ row: id, stated, sum }] : [];
      });
      return { total, parts: [...parts], checked: rows.length, wrong: wrong.length, examples: wrong.slice(0, EXAMPLES) };
    });
  });
}
