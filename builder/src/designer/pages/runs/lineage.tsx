import { Link } from 'wouter';
import type { Explanation } from '../../../../../runtime/schema/explanation.ts';
import type { Scenario } from '../../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../../runtime/schema/text.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { stampText } from '../shared/format.ts';
import { runTexts } from './run-text.ts';

type Query = Extract<Explanation, { kind: 'query' }>;

const FIRST = 20;

function partWords({ from, rows }: NonNullable<Query['part']>, count: number, text: (typeof runTexts)[Locale]): string {
  if (rows === 0) return text.rowsBeyond(count);
  return from === 0 ? text.rowsTaken(rows, count) : text.rowsOfPage(from + 1, from + rows, count);
}

/** Where the values of a query come from: which rows of which dataset, when they were read, and under which grant. */
export function Lineage({ scenario, query, at }: { readonly scenario: Scenario; readonly query: Query; readonly at: string | undefined }) {
  const text = useTexts(runTexts);
  const { locale } = useLocale();
  const addressOf = (local: string): string => {
    const declared = scenario.datasets[local];
    return declared !== undefined && 'use' in declared ? declared.use : `${scenario.id}/${local}`;
  };
  const address = addressOf(query.dataset);
  return (
    <>
      <p>{text.rowsRead(query.dataset, query.count)}</p>
      {query.part === undefined ? null : <p>{partWords(query.part, query.count, text)}</p>}
      <dl className="fact-grid">
        <dt>{text.source}</dt>
        <dd>
          <Link href={`/catalogue?dataset=${encodeURIComponent(address)}`}>{address}</Link>
        </dd>
        {at === undefined ? null : (
          <>
            <dt>{text.readAt}</dt>
            <dd>{stampText(at, locale)}</dd>
          </>
        )}
        {query.rowIds.length === 0 ? null : (
          <>
            <dt>{text.sourceRows}</dt>
            <dd>
              <code>{query.rowIds.slice(0, FIRST).join(', ')}</code>
              {query.rowIds.length > FIRST ? ' …' : ''}
            </dd>
          </>
        )}
        {Object.entries(query.grants ?? {}).map(([local, grant]) => (
          <div key={local} style={{ display: 'contents' }}>
            <dt>{text.underGrant}</dt>
            <dd>
              <Link href={`/grants?id=${grant}`}>{addressOf(local)}</Link>
            </dd>
          </div>
        ))}
        {query.hidden === undefined ? null : (
          <>
            <dt>{text.hiddenGroups}</dt>
            <dd>{query.hidden}</dd>
          </>
        )}
      </dl>
    </>
  );
}
