import { useTexts } from '../../../text/locale.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import { Select } from '../../../ui/select.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { useDesk, type EntryPath } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { AddButton, ItemBox } from '../entries/list-entries.tsx';
import { panelTexts } from '../panel-texts.ts';
import type { AssignPart } from './until-entry.ts';

function PartEditor({ part, path }: { readonly part: AssignPart; readonly path: EntryPath }) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const isRole = part.role !== undefined;
  const roles = Object.entries(desk.scenario.roles).map(([id, title]) => ({ id, label: scenarioText(desk.scenario, title, desk.locale) ?? id }));
  return (
    <>
      <SegmentedControl label={text.assignTo} size="small" value={isRole ? 'role' : 'user'} options={[{ id: 'user', label: text.assignUser }, { id: 'role', label: text.assignRole }]} onChange={(kind) => (desk.readOnly ? undefined : desk.set(path, kind === 'role' ? { role: roles[0]?.id ?? '' } : { user: 'run.starter' }, text.assignTo))} />
      {isRole ? (
        <>
          <Select label={text.role} hideLabel placeholder={text.choose} isDisabled={desk.readOnly} value={part.role === '' ? null : (part.role ?? null)} options={roles.some((role) => role.id === part.role) || part.role === '' ? roles : [...roles, { id: part.role ?? '', label: text.notThere(part.role ?? '') }]} onChange={(role) => desk.set([...path, 'role'], role, text.role)} />
          <EntryFrame title={text.unit} problems={desk.problemsAt([...path, 'role'])}>
            <FormulaInput label={text.unit} value={part.unit ?? ''} scope={desk.scope} readOnly={desk.readOnly} hint="user.unit" outside={desk.problemsAt([...path, 'unit'])} onChange={(unit) => desk.set([...path, 'unit'], unit === '' ? undefined : unit, text.unit)} />
          </EntryFrame>
        </>
      ) : (
        <FormulaInput label={text.person} value={part.user ?? ''} scope={desk.scope} readOnly={desk.readOnly} outside={desk.problemsAt([...path, 'user'])} onChange={(user) => desk.set([...path, 'user'], user, text.person)} />
      )}
    </>
  );
}

/** Who: a person, a role of a unit, or several. */
export function AssignField({ path, title, value, required = false }: { readonly path: EntryPath; readonly title: string; readonly value: AssignPart | readonly AssignPart[] | undefined; readonly required?: boolean }) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const many = Array.isArray(value);
  const parts: readonly AssignPart[] = many ? (value as readonly AssignPart[]) : [(value as AssignPart | undefined) ?? { user: '' }];
  const remove = (index: number) => {
    const rest = parts.toSpliced(index, 1);
    desk.set(path, rest.length === 1 ? rest[0] : rest, title);
  };
  return (
    <EntryFrame title={title} required={required} problems={desk.problemsAt(path)}>
      {many ? parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no id
        <ItemBox key={index} title={`${index + 1}`} {...(desk.readOnly || parts.length === 1 ? {} : { onRemove: () => remove(index) })}>
          <PartEditor part={part} path={[...path, index]} />
        </ItemBox>
      )) : <PartEditor part={parts[0] ?? {}} path={path} />}
      <AddButton label={text.add} isDisabled={desk.readOnly} onPress={() => desk.set(path, [...parts, { role: '' }], title)} />
    </EntryFrame>
  );
}
