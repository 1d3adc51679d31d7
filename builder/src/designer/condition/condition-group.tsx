import { Brackets, Plus, SquareFunction, Ungroup } from 'lucide-react';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import type { ConditionGroup, ConditionItem } from './condition.ts';
import { FormulaLine, RowLine, type ConditionDesk } from './condition-row.tsx';
import { conditionTexts } from './condition-text.ts';

/** Groups inside groups: more than this nobody reads. */
const DEEPEST = 3;

interface GroupProps {
  readonly group: ConditionGroup;
  readonly put: (group: ConditionGroup) => void;
  readonly desk: ConditionDesk;
  readonly depth?: number;
  /** Puts the lines of an inner group where the group was. */
  readonly ungroup?: () => void;
}

/** The lines of one group, how they are joined, and the ways to add more. */
export function GroupLines({ group, put, desk, depth = 0, ungroup }: GroupProps) {
  const text = useTexts(conditionTexts);
  const { readOnly, fresh } = desk;
  const at = (index: number, ...items: readonly ConditionItem[]) => put({ ...group, items: group.items.toSpliced(index, 1, ...items) });
  const add = (item: ConditionItem) => put({ ...group, items: [...group.items, item] });
  return (
    <div className="condition-group" data-depth={depth}>
      {group.items.length < 2 ? null : (
        <div className="condition-all">
          {text.match}
          <Select label={text.match} hideLabel isDisabled={readOnly} value={group.all ? 'all' : 'any'} options={[{ id: 'all', label: text.all }, { id: 'any', label: text.any }]} onChange={(id) => put({ ...group, all: id === 'all' })} />
          {text.matchTail}
          {ungroup === undefined || readOnly ? null : <IconButton size="small" label={text.ungroup} icon={<Ungroup size={13} aria-hidden="true" />} onPress={ungroup} />}
        </div>
      )}
      {group.items.map((item, index) => {
        // Lines have no id of their own, so their place is their identity.
        const key = `${item.kind}.${index}`;
        if (item.kind === 'row') return <RowLine key={key} item={item} desk={desk} put={(next) => at(index, next)} remove={() => at(index)} />;
        if (item.kind === 'formula') return <FormulaLine key={key} item={item} desk={desk} put={(next) => at(index, next)} remove={() => at(index)} />;
        return <GroupLines key={key} group={item} desk={desk} depth={depth + 1} put={(next) => (next.items.length === 0 ? at(index) : at(index, next))} ungroup={() => at(index, ...item.items)} />;
      })}
      {readOnly ? null : (
        <div className="condition-add">
          <Button look="link" size="small" icon={<Plus size={13} aria-hidden="true" />} onPress={() => add(fresh)}>{group.items.length === 0 ? text.addFirst : text.addRow}</Button>
          {depth + 1 >= DEEPEST || group.items.length === 0 ? null : <Button look="link" size="small" icon={<Brackets size={13} aria-hidden="true" />} onPress={() => add({ kind: 'group', all: !group.all, items: [fresh, fresh] })}>{text.addGroup}</Button>}
          {group.items.length === 0 ? null : <Button look="link" size="small" icon={<SquareFunction size={13} aria-hidden="true" />} onPress={() => add({ kind: 'formula', source: '' })}>{text.addFormula}</Button>}
        </div>
      )}
    </div>
  );
}
