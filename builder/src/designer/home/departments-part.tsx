import type { TemplateDepartmentsView } from '../../../../server/api/templates.ts';
import { useLocalText, useTexts } from '../../text/locale.tsx';
import { RadioGroup } from '../../ui/choice.tsx';
import { Select } from '../../ui/select.tsx';
import { departmentsTexts } from './departments-text.ts';
import './departments.css';
import { CREATE, isOpenDepartment, type DepartmentsChoice } from './use-departments.ts';

type Department = TemplateDepartmentsView['departments'][number];

/** What is read of a department's datasets, and for what. */
function Needs({ department }: { readonly department: Department }) {
  const text = useTexts(departmentsTexts);
  const local = useLocalText();
  return (
    <>
      {department.datasets.map(({ id, title, unit }) => (
        <div key={id}>
          <b>{local(title)}</b>
          {department.access.filter(({ dataset }) => dataset === id).map(({ fields, purpose, basis, days }) => (
            <p key={id}>
              {local(purpose)}
              <em>{text.needs(fields.map(local).join(text.comma), days)}</em>
              <em>{local(basis)}</em>
            </p>
          ))}
          {unit === undefined ? null : <em>{text.there(local(title), unit.name)}</em>}
        </div>
      ))}
    </>
  );
}

/** Whose data the scenario of a template needs, and which unit of this house is which department. */
export function DepartmentsPart({ choice, tried }: { readonly choice: DepartmentsChoice; readonly tried: boolean }) {
  const text = useTexts(departmentsTexts);
  const local = useLocalText();
  const { view, apart, units } = choice;
  if (view === undefined || view.departments.length === 0) return null;
  const open = view.departments.some(isOpenDepartment);
  return (
    <section className="departments">
      <h3>{text.title}</h3>
      {open ? (
        <RadioGroup
          label={text.how}
          value={apart ? 'apart' : 'together'}
          onChange={(id) => choice.setApart(id === 'apart')}
          hint={apart ? text.apartNote(view.applicant.name) : choice.mayApart ? text.togetherNote : text.mayNot}
          options={[{ id: 'together', label: text.together }, { id: 'apart', label: text.apart, isDisabled: !choice.mayApart }]}
        />
      ) : null}
      <ul>
        {view.departments.map((department) => (
          <li key={department.id}>
            <h4>{local(department.title)}</h4>
            <Needs department={department} />
            {apart && isOpenDepartment(department) ? (
              <Select
                label={text.stands(local(department.title))}
                placeholder={text.choose}
                value={units[department.id] ?? null}
                onChange={(unit) => choice.setUnit(department.id, unit)}
                error={tried && units[department.id] === undefined ? text.missing : undefined}
                options={[...view.units.map(({ id, name }) => ({ id, label: name })), ...(view.mayCreate ? [{ id: CREATE, label: text.create(local(department.title)), detail: text.createNote }] : [])]}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
