import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, CircleCheck, Plus } from 'lucide-react';
import { useState } from 'react';
import type { User } from '../../../../../server/api/account.ts';
import { request } from '../../../client/request.ts';
import { useLocale, useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { Avatar, Chip } from '../../../ui/chip.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useUser } from '../../app/session.tsx';
import { stampText } from '../shared/format.ts';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { AdminOnly } from './admin-only.tsx';
import { adminTexts } from './admin-text.ts';
import './member.css';
import { MemberDialog } from './member-dialog.tsx';
import { memberTexts } from './member-text.ts';
import { PersonDeeds } from './person-deeds.tsx';
import { useMemberChoices } from './use-member-choices.ts';

/** So many duties stand in the list; somebody who has them all would fill it alone. */
const MOST_DUTIES = 6;

function Duties({ titles }: { readonly titles: readonly string[] }) {
  const text = useTexts(memberTexts);
  if (titles.length === 0) return '—';
  if (titles.length <= MOST_DUTIES + 1) return titles.join(text.comma);
  return (
    <details>
      <summary>{titles.slice(0, MOST_DUTIES).join(text.comma)} {text.moreDuties(titles.length)}</summary>
      {titles.slice(MOST_DUTIES).join(text.comma)}
    </details>
  );
}

function MemberRow({ user, dutyTitle, unitName, onEdit }: { readonly user: User; readonly unitName: (unit: string) => string; readonly dutyTitle: (duty: string) => string; readonly onEdit: () => void }) {
  const text = useTexts(adminTexts);
  const m = useTexts(memberTexts);
  const { locale } = useLocale();
  const me = useUser();
  const toast = useToast();
  const client = useQueryClient();
  const toggle = useMutation({
    mutationFn: () => request<User>(`/api/users/${user.id}`, { method: 'PATCH', body: { disabled: !user.disabled } }),
    onSuccess: async (saved) => {
      toast({ text: saved.disabled ? text.disabledWords(saved.name) : text.enabledWords(saved.name) });
      await client.invalidateQueries({ queryKey: ['users'] });
    },
    onError: (error) => toast({ tone: 'err', text: error.message }),
  });
  return (
    <GridRow>
      <th scope="row">
        <span className="ui-row">
          <Avatar name={user.name} />
          <span>
            {user.name} {user.id === me.id ? <Chip>{text.you}</Chip> : null}
            <em>{user.login}</em>
          </span>
        </span>
      </th>
      <td>
        {text[`role_${user.role}`]}
        {user.spaces?.map(({ unit, role }) => <em key={`${unit} ${role}`}>{unitName(unit)} {m[`space_${role}`]}</em>)}
      </td>
      <td className="member-duties">
        <Duties titles={user.duties.map(dutyTitle)} />
      </td>
      <td>
        {user.unit.name}
        <em>{user.unit.id}</em>
        {user.further?.map(({ unit, duties }) => <em key={unit.id}>＋ {unit.name}{duties.length === 0 ? null : ` · ${duties.map(dutyTitle).join(m.comma)}`}</em>)}
      </td>
      <td>
        <span className="state-word" data-tone={user.disabled ? undefined : 'ok'}>
          {user.disabled ? <Ban size={14} aria-hidden="true" /> : <CircleCheck size={14} aria-hidden="true" />}
          {user.disabled ? text.disabled : text.active}
        </span>
      </td>
      <td>{stampText(user.createdAt, locale)}</td>
      <td>
        <span className="ui-row">
          <Button size="small" onPress={onEdit}>
            {text.edit}
          </Button>
          {user.id === me.id ? null : (
            <Button size="small" busy={toggle.isPending} onPress={() => toggle.mutate()}>
              {user.disabled ? text.enable : text.disable}
            </Button>
          )}
          {user.id === me.id ? null : <PersonDeeds user={user} />}
        </span>
      </td>
    </GridRow>
  );
}

function Members() {
  const text = useTexts(adminTexts);
  const users = useQuery({ queryKey: ['users'], queryFn: ({ signal }) => request<{ readonly items: readonly User[] }>('/api/users', { signal }) });
  const choices = useMemberChoices();
  const dutyTitle = (duty: string): string => choices.duties.find((known) => known.id === duty)?.title ?? duty;
  const unitName = (unit: string): string => choices.units.find((known) => known.id === unit)?.name ?? unit;
  const [asking, setAsking] = useState<{ readonly user?: User }>();
  return (
    <div className="page">
      <PageHead title={text.members} note={users.data === undefined ? undefined : text.membersNote(users.data.items.length)}>
        <Button look="primary" icon={<Plus size={14} aria-hidden="true" />} onPress={() => setAsking({})}>
          {text.addMember}
        </Button>
      </PageHead>
      <ReadTable read={users} bars={5} heads={[text.name, text.role, text.duties, text.unit, text.state, text.since, text.act]} renderRow={(user) => <MemberRow key={user.id} user={user} dutyTitle={dutyTitle} unitName={unitName} onEdit={() => setAsking({ user })} />} empty={null} />
      {asking === undefined ? null : <MemberDialog user={asking.user} onClose={() => setAsking(undefined)} />}
    </div>
  );
}

export function MembersPage() {
  return (
    <AdminOnly needs="people">
      <Members />
    </AdminOnly>
  );
}
