import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { referencesOf } from '../../../runtime/schema/reference.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import type { User } from '../../api/account.ts';
import type { StructurePreview } from '../../api/structure.ts';
import { SCENARIO } from '../drafts.ts';
import { recordReading } from '../datasets.ts';
import type { DisclosureBase } from '../disclosures.ts';
import { mayWith, type PolicyBase } from '../policy/policy.ts';
import type { SharingShelf } from '../sharing/shelf.ts';
import { textOf } from '../texts.ts';
import { compare } from './compare.ts';
import { judgeRows } from './misfits.ts';

export interface PreviewBase extends DisclosureBase, PolicyBase {
  readonly sharing: PolicyBase['sharing'] & SharingShelf;
}

type Read = StructurePreview['scenarios'][number];

/** Scenarios that read columns which are other after a change. */
async function readersOf(base: PreviewBase, dataset: string, touched: ReadonlySet<string>, locale: Locale): Promise<readonly Read[]> {
  const all = await base.store.documents.list<JsonObject>(SCENARIO);
  return all.flatMap(({ id, body }) => {
    const scenario = body as unknown as Scenario;
    const fields = Object.values(scenario.datasets ?? {}).flatMap((entry) => ('use' in entry && entry.use === dataset ? entry.fields.filter((field) => touched.has(field)) : []));
    return fields.length === 0 ? [] : [{ id, title: textOf(scenario, scenario.title, locale), fields: [...new Set(fields)] }];
  });
}

/** What a definition would do to what is there: to rows, to parts of the dataset, to scenarios and grants. Rows are named only to who may read them, which is on record. */
export async function previewStructure(base: PreviewBase, before: DatasetDefinition, after: DatasetDefinition, { user, locale }: { readonly user: User; readonly locale: Locale }): Promise<StructurePreview> {
  const difference = compare(before, after);
  const { added, changed, removed, parts } = difference;
  const types = new Map(before.fields.map(({ id, type }) => [id, type]));
  const touched = new Set([...removed, ...after.fields.filter(({ id, type }) => types.has(id) && types.get(id) !== type).map(({ id }) => id)]);
  const [judged, readers, all] = await Promise.all([judgeRows(base, after, difference), readersOf(base, after.id, touched, locale), base.store.datasets.list()]);
  const mayRead = mayWith(base, user, 'dataset.rows', 'dataset', after.id);
  if (mayRead && judged.named.length > 0) await recordReading(base, user.id, {}, before, judged.named);
  const isSeen = ({ id }: Read): boolean => mayWith(base, user, 'scenario.view', 'scenario', id);
  const grants = base.sharing.grants().filter(({ dataset, status }) => dataset === after.id && status === 'in-force');
  return {
    rows: judged.rows, added: [...added], changed: [...changed], parts: [...parts], misfits: judged.misfits.map((misfit) => (mayRead ? misfit : { ...misfit, examples: [] })),
    removed: removed.map((field) => ({ field, rows: judged.lost.get(field) ?? 0 })),
    scenarios: readers.filter(isSeen), others: readers.filter((reader) => !isSeen(reader)).length,
    grants: grants.map(({ id, scenario, asked, given }) => ({ id, scenario, fields: (given ?? asked).fields.map((field) => field.id).filter((field) => touched.has(field)) })).filter(({ fields }) => fields.length > 0),
    referrers: all.flatMap((definition) => referencesOf(definition).filter(({ to }) => to === after.id).map(({ field }) => ({ dataset: definition.id, field }))).filter(({ dataset }) => mayWith(base, user, 'dataset.view', 'dataset', dataset)),
  };
}
