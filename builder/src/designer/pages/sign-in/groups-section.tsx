import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { GroupItem } from '../../../../../server/api/groups.ts';
import { request } from '../../../client/request.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { GridRow } from '../../../ui/grid-table.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { GrantsEditor } from '../admin/grants-editor.tsx';
import { grantProblems, grantRows, spacesOf, type GrantRow } from '../admin/member-posts.ts';
import { memberTexts } from '../admin/member-text.ts';
import { useMemberChoices } from '../admin/use-member-choices.ts';
import { FormDialog } from '../shared/ask-dialogs.tsx';
import { PageHead, ReadTable } from '../shared/list-page.tsx';
import { signInTexts } from './sign-in-text.ts';

/** None of those that could lock out whoever set the directory up. */
const ROLES = ['designer', 'publisher', 'operator', 'auditor'] as const;

function GroupDialog({ group, onClose }: { readonly group: GroupItem; readonly onClose: () => void }) {
  const text = useTexts(signInTexts);
  const words = useTexts(memberTexts);
  const toast = useToast();
  const client = useQueryClient();
  const choices = useMemberChoices();
  const [rows, setRows] = useState<readonly GrantRow[]>(() => grantRows(group.grants));
  const problems = grantProblems(rows);
  const save = useMutation({
    mutationFn: () => request<GroupItem>(`/api/groups/${encodeURIComponent(group.id)}`, { method: 'PUT', body: { grants: spacesOf(rows), baseVersion: group.version } }),
    onSuccess: () => {
      toast({ text: text.groupSaved(group.name) });
      onClose();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['groups'] }),
  });
  const bad = problems.find((problem) => problem !== undefined);
  return (
    <FormDialog title={text.groupTitle(group.name)} saving={save} onSave={() => save.mutate()} onClose={onClose} wrong={{ rows: bad === undefined ? undefined : text.empty }}>
      {(say) => <GrantsEditor rows={rows} units={choices.units} roles={ROLES} errors={problems.map((problem) => (problem === undefined ? undefined : say(problem === 'empty' ? words.chooseUnit : text.groupTwice)))} onChange={setRows} />}
    </FormDialog>
  );
}

/** Groups that a directory keeps, and what their members may do here. */
export function GroupsSection() {
  const text = useTexts(signInTexts);
  const words = useTexts(memberTexts);
  const choices = useMemberChoices();
  const [changing, setChanging] = useState<GroupItem>();
  const groups = useQuery({ queryKey: ['groups'], queryFn: ({ signal }) => request<{ readonly items: readonly GroupItem[] }>('/api/groups', { signal }) });
  const unitName = (id: string): string => choices.units.find((unit) => unit.id === id)?.name ?? id;
  return (
    <section className="account-part">
      <PageHead level={2} title={text.groups} note={text.groupsText} />
      <ReadTable
        read={groups}
        heads={[text.group, text.groupMembers, text.groupGrants, text.groupAct]}
        empty={
          <EmptyState icon={<UsersRound size={24} strokeWidth={1.75} aria-hidden="true" />} title={text.noGroups}>
            {text.noGroupsText}
          </EmptyState>
        }
        renderRow={(group) => (
          <GridRow key={group.id}>
            <th scope="row">
              {group.name}
              <em>{group.id}</em>
            </th>
            <td className="num">{group.members}</td>
            <td>{group.grants.length === 0 ? <span className="ui-quiet">{text.groupNothing}</span> : group.grants.map(({ unit, role }) => <span key={`${role} ${unit}`} className="sub">{unitName(unit)} · {words[`space_${role}`]}</span>)}</td>
            <td>
              <Button size="small" aria-label={text.groupChange(group.name)} onPress={() => setChanging(group)}>
                {text.groupSet}
              </Button>
            </td>
          </GridRow>
        )}
      />
      {changing === undefined ? null : <GroupDialog group={changing} onClose={() => setChanging(undefined)} />}
    </section>
  );
}
