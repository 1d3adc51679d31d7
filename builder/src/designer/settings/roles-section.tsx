import { useTexts } from '../../text/locale.tsx';
import { pointer } from '../document/pointer.ts';
import { AddEntry } from './add-entry.tsx';
import { EntryCard } from './entry-card.tsx';
import { SectionFrame } from './section-frame.tsx';
import type { SettingsDesk } from './settings-desk.ts';
import { settingsTexts } from './settings-text.ts';
import { TextPair } from './text-pair-entry.tsx';

export function RolesSection({ desk }: { readonly desk: SettingsDesk }) {
  const text = useTexts(settingsTexts);
  const { roles } = desk.scenario;
  const ids = Object.keys(roles);
  return (
    <SectionFrame title={text.roles} note={text.rolesNote} empty={ids.length === 0 ? { title: text.noRoles, text: text.noRolesText } : undefined}>
      {ids.map((id) => (
        <EntryCard key={id} id={id} onRename={() => desk.rename('roles', id)} readOnly={desk.readOnly} onRemove={() => desk.remove(`${text.role} ${id}`, [{ path: pointer('roles', id) }])}>
          <TextPair desk={desk} label={text.roleTitle} at={pointer('roles', id)} value={roles[id]} textKey={`role.${id}`} demanded />
        </EntryCard>
      ))}
      {desk.readOnly ? null : <AddEntry kind="name" label={text.role} taken={ids} onAdd={(id) => desk.set(text.addLabel(text.role), pointer('roles', id), id)} />}
    </SectionFrame>
  );
}
