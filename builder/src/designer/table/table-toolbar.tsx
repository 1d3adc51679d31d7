import { BetweenVerticalStart, BetweenHorizontalStart, ClipboardPaste, Lock, Redo2, Search, SquarePlus, Undo2 } from 'lucide-react';
import { memo } from 'react';
import { AGGREGATORS, HIT_POLICIES, type HitPolicy, type TableConfig } from '../../../../runtime/rules/table-schema.ts';
import { useTexts } from '../../text/locale.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { useDocumentBinding, useHistory } from '../document/document-context.tsx';
import { FieldPicker } from '../formula/field-picker.tsx';
import { ExchangeMenu } from './import/exchange-menu.tsx';
import type { TableDesk } from './table-desk.ts';
import { insertInput, insertOutput, insertRules } from './table-edits.ts';
import { tableTexts } from './table-texts.ts';

/** Deeds on the whole table, and how its hits count. */
export const TableToolbar = memo(function TableToolbar({ table, onImport, onFind }: { readonly table: TableDesk; readonly onImport: (what: 'sheet' | 'dmn') => void; readonly onFind: (open: true) => void }) {
  const text = useTexts(tableTexts);
  const { store } = useDocumentBinding();
  const history = useHistory();
  const { config, readOnly } = table;
  const policy = (id: string) => {
    const { aggregator: _, ...rest } = config;
    table.put({ ...(id === 'COLLECT' ? config : rest), hitPolicy: id as HitPolicy }, text.policyChanged);
  };
  const aggregate = (id: string) => {
    const { aggregator: _, ...rest } = config;
    table.put(id === '' ? rest : { ...config, aggregator: id as NonNullable<TableConfig['aggregator']> }, text.policyChanged);
  };
  const addInput = (expr: string) => table.put(insertInput(config, config.inputs.length, expr), text.columnAdded);
  return (
    <div className="table-bar" role="toolbar" aria-label={text.table}>
      <IconButton label={text.undo} keys="⌘Z" icon={<Undo2 size={15} aria-hidden="true" />} isDisabled={history.undo === undefined} onPress={() => void store.undo()} />
      <IconButton label={text.redo} keys="⇧⌘Z" icon={<Redo2 size={15} aria-hidden="true" />} isDisabled={history.redo === undefined} onPress={() => void store.redo()} />
      <span className="table-bar-line" />
      <Button look="quiet" isDisabled={readOnly} icon={<BetweenHorizontalStart size={15} aria-hidden="true" />} onPress={() => table.put(insertRules(config, config.rules.length), text.ruleAdded)}>{text.addRule}</Button>
      <FieldPicker label={text.addInput} scope={table.scope} offers={(option) => option.holds === 'one'} onPick={(path) => addInput(path)} other={{ label: text.addEmptyInput, onPick: () => addInput('') }} trigger={<Button look="quiet" isDisabled={readOnly} icon={<BetweenVerticalStart size={15} aria-hidden="true" />}>{text.addInput}</Button>} />
      <Button look="quiet" isDisabled={readOnly} icon={<SquarePlus size={15} aria-hidden="true" />} onPress={() => table.put(insertOutput(config, config.outputs.length), text.columnAdded)}>{text.addOutput}</Button>
      <Button look="quiet" isDisabled={readOnly} icon={<ClipboardPaste size={15} aria-hidden="true" />} onPress={() => onImport('sheet')}>{text.paste}</Button>
      <ExchangeMenu table={table} onSheet={() => onImport('sheet')} onDmn={() => onImport('dmn')} />
      <IconButton label={text.find} keys="⌘F" icon={<Search size={15} aria-hidden="true" />} onPress={() => onFind(true)} />
      <span className="ui-grow" />
      {readOnly ? <span className="table-locked"><Lock size={13} aria-hidden="true" />{table.desk.node.lock === 'prescribed' ? text.locked : text.readOnly}</span> : null}
      <span className="table-bar-word" aria-hidden="true">{text.hitPolicy}</span>
      <Select label={text.hitPolicy} hideLabel isDisabled={readOnly} value={config.hitPolicy} options={HIT_POLICIES.map((id) => ({ id, label: text[`policy_${id}`], end: id }))} onChange={policy} />
      {config.hitPolicy === 'COLLECT' ? <Select label={text.aggregate} hideLabel isDisabled={readOnly} value={config.aggregator ?? ''} options={[{ id: '', label: '—' }, ...AGGREGATORS.map((id) => ({ id, label: id }))]} onChange={aggregate} /> : null}
    </div>
  );
});
