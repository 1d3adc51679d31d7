import { Link } from 'wouter';
import { useTexts } from '../../text/locale.tsx';
import { useRead } from '../client/use-api.ts';
import { MatterRow } from '../home/my-matters.tsx';
import { PaperTools } from '../paper/paper-tools.tsx';
import '../paper/tools.css';
import { PageHeading } from '../shell/page-heading.tsx';
import { Loading, Trouble } from '../shell/trouble.tsx';
import { groupRuns } from './run-groups.ts';
import { mineTexts } from './text.ts';
import '../style/home.css';
import '../style/lists.css';

/** 我提交的: matters by state. */
export function MinePage() {
  const t = useTexts(mineTexts);
  const runs = useRead(['runs', 'all'], (api) => api.allRuns());
  return (
    <div className="wrap list-page my">
      <PageHeading>{t.title}</PageHeading>
      {runs.isPending ? <Loading /> : null}
      {runs.isError ? <Trouble error={runs.error} onRetry={() => void runs.refetch()} /> : null}
      {runs.data?.items.length === 0 ? <div className="empty"><p>{t.empty}</p><Link className="link" href="/">{t.toApps}</Link></div> : null}
      {groupRuns(runs.data?.items ?? []).map(({ group, runs: some }) => (
        <section key={group} aria-labelledby={`g-${group}`}>
          <h2 id={`g-${group}`}>{t[group]} <span>{some.length}</span></h2>
          <ol>{some.map((run) => <li key={run.id}><MatterRow run={run} />{run.documents.map((item) => <div key={item.id} className="matter-paper"><span>{item.title}</span><PaperTools run={run.id} item={item} /></div>)}</li>)}</ol>
        </section>
      ))}
    </div>
  );
}
