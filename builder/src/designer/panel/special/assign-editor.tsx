import { useTexts } from '../../../text/locale.tsx';
import { SegmentedControl } from '../../../ui/choice.tsx';
import { Select } from '../../../ui/select.tsx';
import { FormulaInput } from '../../formula/formula-input.tsx';
import { scenarioText } from '../../document/scenario-text.ts';
import { useDesk, type EntryPath } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { AddButton, ItemBox } from '../entries/list-entries.tsx';
import { panelTexts } from '../panel-texts.ts';

type Part = { readonly user?: string; readonly role?: string; readonly unit?: string };

function PartEditor({ part, path }: { readonly part: Part; readonly path: EntryPath }) {
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
          <EntryFrame title={text.unit}>
            <FormulaInput label={text.unit} value={part.unit ?? ''} scope={desk.scope} readOnly={desk.readOnly} hint="user.unit" outside={desk.problemsAt([...path, 'unit'])} onChange={(unit) => desk.set([...path, 'unit'], unit === '' ? undefined : unit, text.unit)} />
          </EntryFrame>
        </>
      ) : (
        <FormulaInput label={text.person} value={part.user ?? ''} scope={desk.scope} readOnly={desk.readOnly} outside={desk.problemsAt([...path, 'user'])} onChange={(user) => desk.set([...path, 'user'], user, text.person)} />
      )}
    </>
  );
}

/** Who does the task: a person, a role of a unit, or several. */
export function AssignEditor() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const assign = desk.node.config['assign'] as Part | readonly Part[] | undefined;
  const parts: readonly Part[] = Array.isArray(assign) ? (assign as readonly Part[]) : [(assign as Part | undefined) ?? { user: '' }];
  const many = Array.isArray(assign);
  const remove = (index: number) => {
    const rest = parts.toSpliced(index, 1);
    desk.set(['assign'], rest.length === 1 ? rest[0] : rest, text.assignTo);
  };
  return (
    <EntryFrame title={text.assignTo} required problems={desk.problemsAt(['assign'])}>
      {many ? parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no id
        <ItemBox key={index} title={`${index + 1}`} {...(desk.readOnly || parts.length === 1 ? {} : { onRemove: () => remove(index) })}>
          <PartEditor part={part} path={['assign', index]} />
        </ItemBox>
      )) : <PartEditor part={parts[0] ?? {}} path={['assign']} />}
      <AddButton label={text.add} isDisabled={desk.readOnly} onPress={() => desk.set(['assign'], [...parts, { role: '' }], text.assignTo)} />
    </EntryFrame>
  );
}
