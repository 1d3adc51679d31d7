import { useState } from 'react';
import type { PersonAtDraft } from '../../../../server/api/together.ts';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Avatar } from '../../ui/chip.tsx';
import { Popover } from '../../ui/menu.tsx';
import { useContent } from '../document/document-context.tsx';
import { nodeTitle } from '../document/scenario-text.ts';
import { useUser } from '../app/session.tsx';
import { useTogetherPart } from './together-context.tsx';
import './together.css';
import { togetherTexts } from './together-text.ts';

const SHOWN = 3;

function PersonRow({ person }: { readonly person: PersonAtDraft }) {
  const text = useTexts(togetherTexts);
  const { locale } = useLocale();
  const me = useUser();
  const scenario = useContent();
  const titles = person.nodes.map((node) => nodeTitle(scenario, person.flow, node, locale));
  return (
    <li>
      <Avatar name={person.name} />
      <span>
        <b>{person.id === me.id ? text.hereYou : person.name}</b>
        <em>{titles.length === 0 ? text.hereAround : text.hereAt(titles.join(text.comma))}</em>
      </span>
    </li>
  );
}

/** Everybody else at the draft, and what they have chosen. */
export function Avatars() {
  const text = useTexts(togetherTexts);
  const [open, setOpen] = useState(false);
  const people = useTogetherPart((state) => state.people);
  const page = useTogetherPart((_, own) => own);
  const others = people.filter((person) => person.page !== page);
  if (others.length === 0) return null;
  const faces = [...new Map(others.map((person) => [person.id, person])).values()];
  const label = text.here(faces.map(({ name }) => name).join(text.comma));
  return (
    <Popover
      label={text.hereTitle}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="quiet" size="small">
          <span className="ui-hidden">{label}</span>
          <span className="here-faces">
            {faces.slice(0, SHOWN).map((person) => (
              <Avatar key={person.id} name={person.name} size={24} />
            ))}
          </span>
          {faces.length > SHOWN ? <span aria-hidden="true">{text.hereMore(faces.length - SHOWN)}</span> : null}
        </Button>
      }
    >
      <ul className="here-list">
        {others.map((person) => (
          <PersonRow key={`${person.id} ${person.page}`} person={person} />
        ))}
      </ul>
    </Popover>
  );
}
