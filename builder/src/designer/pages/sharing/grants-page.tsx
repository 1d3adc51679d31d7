import { ArrowLeft, ClipboardCheck, FileQuestion } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { useCan } from '../../app/session.tsx';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { GrantDetail } from './grant-detail.tsx';
import { LimitsDialog } from './limits-dialog.tsx';
import { GrantState } from './grant-state.tsx';
import { sharingTexts } from './sharing-text.ts';
import './sharing.css';
import { useGrants, type GrantListName } from './use-sharing.ts';

function GrantTable({ list }: { readonly list: GrantListName }) {
  const text = useTexts(sharingTexts);
  const read = useGrants(list);
  const empty = { mine: [text.noMine, text.noMineText], inbox: [text.noInbox, text.noInboxText], all: [text.noAll, undefined] }[list];
  const icon = list === 'inbox' ? <ClipboardCheck size={24} strokeWidth={1.75} aria-hidden="true" /> : <FileQuestion size={24} strokeWidth={1.75} aria-hidden="true" />;
  return (
    <ReadTable
      read={read}
      heads={[text.data, text.forScene, text.state, text.applicant, text.owner, text.period]}
      empty={
        <EmptyState icon={icon} title={empty[0] ?? ''} actions={list === 'mine' ? <Link href="/catalogue">{text.catalogue}</Link> : undefined}>
          {empty[1]}
        </EmptyState>
      }
      renderRow={(item) => (
        <GridRow key={item.id}>
          <td>
            <Link href={`/grants?id=${item.id}`}>{item.datasetTitle}</Link>
            <em>{item.purpose}</em>
          </td>
          <td>{item.scenarioTitle}</td>
          <td>
            <GrantState item={item} />
          </td>
          <td>{item.applicant.name}</td>
          <td>{item.owner.name}</td>
          <td>
            {item.from}
            <em>{item.until}</em>
          </td>
        </GridRow>
      )}
    />
  );
}

/** Applications of the reader's units, those that wait for them, and all they may see. `?id=` opens one, `?list=` a list. */
export function GrantsPage() {
  const text = useTexts(sharingTexts);
  const can = useCan();
  const [isSettingLimits, setSettingLimits] = useState(false);
  const [, navigate] = useLocation();
  const query = new URLSearchParams(useSearch());
  const id = query.get('id');
  const asked = query.get('list');
  const list: GrantListName = asked === 'inbox' || asked === 'all' ? asked : 'mine';
  if (id !== null) {
    return (
      <div className="page">
        <p>
          <Link href={`/grants?list=${list}`}>
            <ArrowLeft size={14} aria-hidden="true" /> {text.back}
          </Link>
        </p>
        <GrantDetail key={id} id={id} />
      </div>
    );
  }
  return (
    <div className="page">
      <PageHead title={text.grants} note={text.grantsNote}>
        {can.house ? <Button onPress={() => setSettingLimits(true)}>{text.limits}</Button> : null}
      </PageHead>
      <Tabs label={text.grants} value={list} onChange={(next) => navigate(`/grants?list=${next}`)} items={(['mine', 'inbox', 'all'] as const).map((name) => ({ id: name, title: text[name], content: <GrantTable list={name} /> }))} />
      {isSettingLimits ? <LimitsDialog onClose={() => setSettingLimits(false)} /> : null}
    </div>
  );
}
