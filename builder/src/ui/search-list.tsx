import { Search } from 'lucide-react';
import type { DragEvent, ReactNode, SyntheticEvent } from 'react';
import { Autocomplete, Header, Input, ListBox, ListBoxItem, ListBoxSection, SearchField } from 'react-aria-components';
import './field.css';
import './overlay.css';
import type { Option } from './select.tsx';

export interface SearchSection {
  readonly id: string;
  /** Left out when there is only one. */
  readonly title?: string;
  readonly options: readonly Option[];
}

export interface SearchListProps {
  readonly label: string;
  readonly placeholder: string;
  /** Found and sorted by the caller. */
  readonly sections: readonly SearchSection[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onChoose: (id: string) => void;
  readonly empty: ReactNode;
  /** Makes the lines draggable; gives the text that is dropped. */
  readonly dragText?: (id: string) => string;
}

function Line({ option, onChoose, dragText }: { readonly option: Option } & Pick<SearchListProps, 'onChoose' | 'dragText'>) {
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData('text/plain', dragText?.(option.id) ?? '');
    event.dataTransfer.effectAllowed = 'copy';
  };
  // The list's own press handling would keep a drag from starting, so a draggable line takes its pointer events itself.
  const stop = (event: SyntheticEvent) => event.stopPropagation();
  const click = (event: SyntheticEvent) => {
    stop(event);
    onChoose(option.id);
  };
  const dragged = dragText === undefined ? {} : { draggable: true, onDragStart: drag, onPointerDown: stop, onMouseDown: stop, onPointerUp: stop, onClick: click };
  return (
    <ListBoxItem id={option.id} textValue={option.label} className="ui-list-item" onAction={() => onChoose(option.id)}>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- dragging is the pointer's way; Enter in the list is the keyboard's */}
      <span className="ui-search-line" {...dragged}>
        <span>
          {option.label}
          {option.detail === undefined ? null : <small>{option.detail}</small>}
        </span>
        {option.end === undefined ? null : <span className="ui-item-end">{option.end}</span>}
      </span>
    </ListBoxItem>
  );
}

/** A search field over a list: typing narrows it, arrows and Enter choose, the focus stays in the field. */
export function SearchList({ label, placeholder, sections, query, onQuery, onChoose, empty, dragText }: SearchListProps) {
  const shown = sections.filter((section) => section.options.length > 0);
  return (
    <div className="ui-search">
      <Autocomplete inputValue={query} onInputChange={onQuery}>
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- opened to be typed in */}
        <SearchField aria-label={label} autoFocus className="ui-search-field">
          <Search size={14} aria-hidden="true" />
          <Input className="ui-input" placeholder={placeholder} />
        </SearchField>
        <ListBox aria-label={label} className="ui-list" selectionMode="none" renderEmptyState={() => <div className="ui-list-empty">{empty}</div>}>
          {shown.map((section) => (
            <ListBoxSection key={section.id} id={section.id}>
              {section.title === undefined ? <Header className="ui-hidden">{label}</Header> : <Header className="ui-list-heading">{section.title}</Header>}
              {section.options.map((option) => (
                <Line key={option.id} option={option} onChoose={onChoose} {...(dragText === undefined ? {} : { dragText })} />
              ))}
            </ListBoxSection>
          ))}
        </ListBox>
      </Autocomplete>
    </div>
  );
}
