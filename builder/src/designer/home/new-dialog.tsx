import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { NewDraft, TemplateItem } from '../../../../server/api/scenario.ts';
import { isIdTaken } from '../../client/id-taken.ts';
import { request } from '../../client/request.ts';
import { useLocalText, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { isRecord } from '../document/pointer.ts';
import { ApplicationsDialog } from './applications-dialog.tsx';
import { blankScenario } from './blank-scenario.ts';
import { DepartmentsPart } from './departments-part.tsx';
import { homeTexts } from './home-text.ts';
import { suggestId } from './suggest-id.ts';
import { useDepartments } from './use-departments.ts';

const BLANK = 'blank';
const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;

interface NewForm {
  readonly from: string;
  readonly title: string;
  readonly id: string;
  /** The person typed an id; it no longer follows the name. */
  readonly ownId: boolean;
}

export interface NewDialogProps {
  /** Template slug to start with, or undefined for blank. */
  readonly template: TemplateItem | undefined;
  readonly templates: readonly TemplateItem[];
  readonly onClose: () => void;
}

interface Made {
  readonly id: string;
  readonly applications: NonNullable<NewDraft['applications']>;
}

function useCreate(onApplications: (made: Made) => void) {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation({
    mutationFn: (body: object) => request<NewDraft>('/api/scenarios', { method: 'POST', body }),
    onSuccess: async (draft) => {
      await client.invalidateQueries({ queryKey: ['scenarios'] });
      const id = isRecord(draft.scenario) ? draft.scenario['id'] : undefined;
      if (typeof id !== 'string') return;
      if (draft.applications === undefined) navigate(`/s/${id}/canvas`);
      else onApplications({ id, applications: draft.applications });
    },
  });
}

/** The template's own title stays a text with both languages unless the person changed it. */
function ownTitle(templates: readonly TemplateItem[], form: NewForm, local: (text: TemplateItem['title']) => string): { readonly title?: string } {
  const chosen = templates.find((item) => item.slug === form.from);
  return chosen !== undefined && local(chosen.title) === form.title ? {} : { title: form.title };
}

/** Name, id and where to start from; makes the draft and opens its canvas. */
export function NewDialog({ template, templates, onClose }: NewDialogProps) {
  const text = useTexts(homeTexts);
  const local = useLocalText();
  const [form, setForm] = useState<NewForm>({ from: template?.slug ?? BLANK, title: template === undefined ? '' : local(template.title), id: template?.slug ?? '', ownId: false });
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<Made>();
  const create = useCreate(setMade);
  const departments = useDepartments(form.from === BLANK ? undefined : form.from);
  const taken = isIdTaken(create.error);
  const rename = (title: string): void => {
    setForm((old) => ({ ...old, title }));
    if (!form.ownId) void suggestId(title).then((id) => setForm((old) => (old.ownId || old.title !== title ? old : { ...old, id: title === '' ? '' : id })));
  };
  const choose = (from: string): void => {
    const chosen = templates.find((item) => item.slug === from);
    setForm((old) => ({ ...old, from, ...(chosen === undefined ? {} : { title: local(chosen.title), ...(old.ownId ? {} : { id: chosen.slug }) }) }));
  };
  const submit = (): void => {
    setTried(true);
    if (form.title === '' || !SLUG.test(form.id) || departments.pending || !departments.complete) return;
    create.mutate(form.from === BLANK ? { scenario: blankScenario(form.id, form.title) } : { template: form.from, id: form.id, ...ownTitle(templates, form, local), ...departments.body });
  };
  const idError = taken ? text.idTaken : tried && !SLUG.test(form.id) ? text.idBad : undefined;
  if (made !== undefined) return <ApplicationsDialog scenario={made.id} applications={made.applications} />;
  return (
    <Dialog
      title={text.newTitle}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="primary" busy={create.isPending || departments.pending} onPress={submit}>
            {text.make}
          </Button>
        </>
      }
    >
      <form
        className="home-form"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Select
          label={text.startFrom}
          value={form.from}
          onChange={choose}
          options={[{ id: BLANK, label: text.blankOption }, ...templates.map((item) => ({ id: item.slug, label: local(item.title), detail: local(item.purpose) }))]}
        />
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog puts the focus on what is asked */}
        <TextField label={text.scenarioName} value={form.title} onChange={rename} autoFocus error={tried && form.title === '' ? text.nameEmpty : undefined} />
        <TextField label={text.id} hint={text.idHint} mono value={form.id} onChange={(id) => setForm((old) => ({ ...old, id, ownId: true }))} error={idError} />
        <DepartmentsPart choice={departments} tried={tried} />
        <button type="submit" className="ui-hidden" tabIndex={-1} aria-hidden="true" />
      </form>
      {create.isError && !taken ? <ErrorState error={create.error} /> : null}
    </Dialog>
  );
}
