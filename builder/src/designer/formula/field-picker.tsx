import { ChevronDown } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useLocale, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Popover } from '../../ui/menu.tsx';
import { SearchList, type SearchSection } from '../../ui/search-list.tsx';
import { fieldOptions, type FieldOption } from './field-options.ts';
import { titleOfPath, type FormulaScope } from './formula-scope.ts';
import { formulaTexts } from './formula-texts.ts';
import { matchRank, useSpell, type Spell } from './pinyin.ts';
import './formula.css';

interface ListProps {
  readonly label: string;
  readonly scope: FormulaScope;
  readonly onPick: (path: string) => void;
  /** Which values are offered. @default all */
  readonly offers?: (option: FieldOption) => boolean;
  readonly canDrag?: boolean;
  /** A way on for whoever wants none of them. */
  readonly other?: { readonly label: string; readonly onPick: () => void };
}

const MOST = 120;

function sectionsOf(options: readonly FieldOption[], query: string, spell: Spell, headTitle: (head: string) => string): readonly SearchSection[] {
  const found = options.map((option) => ({ option, rank: matchRank(query, [option.path, option.path.split('.').at(-1) ?? ''], [option.title], spell) })).filter(({ rank }) => rank !== undefined);
  if (query !== '') found.sort((one, other) => (one.rank ?? 9) - (other.rank ?? 9));
  const heads = [...new Set(found.slice(0, MOST).map(({ option }) => option.head))];
  return heads.map((head) => ({
    id: `section.${head}`,
    title: headTitle(head),
    options: found.slice(0, MOST).filter(({ option }) => option.head === head).map(({ option }) => ({
      id: option.path,
      label: option.title === '' ? option.path : option.title,
      detail: option.path,
      end: (
        <>
          <span className="field-type">{option.type}</span>
          <span className="formula-sample">{option.sample}</span>
        </>
      ),
    })),
  }));
}

function FieldList({ label, scope, onPick, offers, canDrag = false, other }: ListProps) {
  const text = useTexts(formulaTexts);
  const { locale } = useLocale();
  const spell = useSpell();
  const [query, setQuery] = useState('');
  const options = useMemo(() => fieldOptions(scope, locale).filter((option) => offers?.(option) ?? true), [scope, locale, offers]);
  const sections = useMemo(() => sectionsOf(options, query, spell, (head) => titleOfPath(scope, head, locale) ?? head), [options, query, spell, scope, locale]);
  return (
    <>
      <SearchList label={label} placeholder={text.findField} sections={sections} query={query} onQuery={setQuery} onChoose={onPick} empty={options.length === 0 ? text.noFields : text.noSuchField} {...(canDrag ? { dragText: (id: string) => id } : {})} />
      {canDrag ? <p className="field-hint">{text.dragField}</p> : null}
      {other === undefined ? null : <p className="field-hint"><Button size="small" look="quiet" onPress={other.onPick}>{other.label}</Button></p>}
    </>
  );
}

/** A list of the values in scope behind a button: titles, types and last values, found by name, title or pinyin. */
export function FieldPicker({ trigger, keepOpen = false, ...list }: ListProps & { readonly trigger: ReactElement; readonly keepOpen?: boolean }) {
  const [open, setOpen] = useState(false);
  const pick = (path: string) => {
    if (!keepOpen) setOpen(false);
    list.onPick(path);
  };
  const { other } = list;
  const leave = other === undefined ? {} : { other: { label: other.label, onPick: () => { setOpen(false); other.onPick(); } } };
  return (
    <Popover label={list.label} open={open} onOpenChange={setOpen} aside={list.canDrag ?? false} trigger={trigger}>
      {open ? <FieldList {...list} {...leave} onPick={pick} /> : null}
    </Popover>
  );
}

/** The same as a field of its own: shows what is chosen. */
export function FieldSelect({ value, isDisabled = false, ...list }: ListProps & { readonly value: string; readonly isDisabled?: boolean }) {
  const text = useTexts(formulaTexts);
  const { locale } = useLocale();
  const title = value === '' ? undefined : titleOfPath(list.scope, value, locale);
  return (
    <FieldPicker
      {...list}
      trigger={
        <Button aria-label={value === '' ? list.label : `${list.label} ${title ?? value}`} isDisabled={isDisabled}>
          <span className="field-select" data-empty={value === ''}>
            {value === '' ? text.chooseField : (title ?? <code>{value}</code>)}
          </span>
          <ChevronDown size={14} aria-hidden="true" />
        </Button>
      }
    />
  );
}
