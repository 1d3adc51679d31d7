import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { User } from '../../api/account.ts';
import type { CatalogueItem } from '../../api/sharing.ts';
import { audit } from '../context.ts';
import { changeDataset, demandDataset, type DefinitionBase } from '../datasets.ts';
import { demand, placed } from '../policy/policy.ts';
import { qualityStates } from '../quality/state.ts';
import { summaryOf } from '../quality/view.ts';
import { withTexts } from './dataset-texts.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { isOwnData, unitsOf } from './browsing.ts';
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
  const [all, settings, reads, qualities] = await Promise.all([base.store.datasets.list(), readSettings(base), lastReads(base), qualityStates(base)]);
  const since = new Date(base.now().getTime() - settings.deadDays * DAY_MS).toISOString().slice(0, 10);
  const units = unitsOf(user);
  return all.map(({ rows, ...definition }): CatalogueItem => {
    const unit = base.places.of('dataset', definition.id).unit;
    const lastRead = reads.get(definition.id);
    const quality = summaryOf(definition, qualities.get(definition.id));
    return {
      definition, rows,
      ...(unit === ROOT ? {} : { unit: { id: unit, name: base.units.find(unit)?.name ?? unit } }),
      ...(lastRead === undefined ? {} : { lastRead }),
      ...(quality ? { quality } : {}),
      // One that was never read may be new.
      dead: lastRead !== undefined && lastRead < since,
      own: isOwnData(base, user, definition),
      granted: grantedTo(base, definition.id, units),
    };
  });
}

/** What the owner says of a dataset; what is checked of it is said elsewhere and stays. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN */
export async function saveEntry(base: GrantBase & DefinitionBase, wanted: Pick<DatasetDefinition, 'entry' | 'sharing'> & { readonly dataset: string }, user: User): Promise<void> {
  const definition = await demandDataset(base, wanted.dataset);
  demand(user, 'dataset.edit', placed(base, 'dataset', wanted.dataset));
  const { entry, sharing } = wanted;
  const change = (before: DatasetDefinition | null) => withEntry({ ...(before ?? definition), ...(entry ? { entry } : {}), ...(sharing ? { sharing } : {}) }, before);
  await changeDataset(base, wanted.dataset, { change, by: user.id });
  await base.sharing.reload();
  await audit(base, user.id, 'catalogue.entry', wanted.dataset, { sharing: sharing ?? definition.sharing ?? null });
}

/**
 * A definition as it is to be kept when it is given anew: what the catalogue says of the dataset and what is checked of it
 * stays where nothing is said of it. An empty list takes the checks away.
 */
export function withEntry(definition: DatasetDefinition, before: DatasetDefinition | null): DatasetDefinition {
  const { entry: said, sharing = before?.sharing } = definition;
  const checks = said?.checks ?? before?.entry?.checks;
  const entry = said ?? before?.entry;
  return { ...withTexts(definition, before), ...(sharing === undefined ? {} : { sharing }), ...(entry === undefined ? {} : { entry: { ...entry, ...(checks === undefined ? {} : { checks }) } }) };
}
