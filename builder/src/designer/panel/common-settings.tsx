import type { NodeTypeItem } from '../../../../server/api/scenario.ts';
import { useTexts } from '../../text/locale.tsx';
import { Select } from '../../ui/select.tsx';
import { scenarioText } from '../document/scenario-text.ts';
import { BasisPicker } from './basis-picker.tsx';
import { CaptionEntry } from './caption-entry.tsx';
import { EntryFrame } from './entries/entry-frame.tsx';
import { LineInput } from './entries/line-input.tsx';
import { useDesk } from './entry-desk.tsx';
import { panelTexts } from './panel-texts.ts';

function RetryEntry() {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { retry } = desk.node;
  const put = (patch: { readonly max?: number; readonly firstMs?: number }) => desk.setNode('retry', { max: 3, ...retry, ...patch }, text.errors);
  const number = (value: string, then: (n: number) => void) => {
    const n = Number(value);
    if (Number.isInteger(n) && n >= 0) then(n);
  };
  return (
    <EntryFrame title={text.errors}>
      <Select label={text.errors} hideLabel isDisabled={desk.readOnly} value={retry ? 'some' : 'none'} options={[{ id: 'none', label: text.retryNone }, { id: 'some', label: text.retrySome }]} onChange={(id) => (id === 'none' ? desk.setNode('retry', undefined, text.errors) : put({}))} />
      {retry ? (
        <div className="entry-two">
          <EntryFrame title={text.retryMax}>
            <LineInput label={text.retryMax} value={String(retry.max)} readOnly={desk.readOnly} onCommit={(value) => number(value, (max) => put({ max }))} />
          </EntryFrame>
          <EntryFrame title={text.retryFirst}>
            <LineInput label={text.retryFirst} value={String(retry.firstMs ?? 1000)} readOnly={desk.readOnly} onCommit={(value) => number(value, (firstMs) => put({ firstMs }))} />
          </EntryFrame>
        </div>
      ) : null}
    </EntryFrame>
  );
}

/** What every node has: stage, basis, what lists call it, what happens on errors and rework. */
export function CommonSettings({ type: { effect, category } }: { readonly type: Pick<NodeTypeItem, 'effect' | 'category'> }) {
  const desk = useDesk();
  const text = useTexts(panelTexts);
  const { node } = desk;
  return (
    <>
      <section className="panel-section">
        <EntryFrame title={text.basis}>
          <BasisPicker value={node.basis ?? []} readOnly={desk.readOnly} onChange={(keys) => desk.setNode('basis', keys.length === 0 ? undefined : keys, text.basis)} />
        </EntryFrame>
        <EntryFrame title={text.stage} help={text.stageHint}>
          <LineInput label={text.stage} value={scenarioText(desk.scenario, node.stage, desk.locale) ?? ''} readOnly={desk.readOnly} onCommit={(next) => desk.setNodeText('stage', node.stage, next, text.stage)} />
        </EntryFrame>
        {category === 'start' || category === 'human' || node.caption !== undefined ? <CaptionEntry isStart={category === 'start'} /> : null}
      </section>
      {effect === 'wait' ? null : (
        <section className="panel-section">
          <RetryEntry />
          {effect === 'write' ? (
            <EntryFrame title={text.onRework}>
              <Select label={text.onRework} hideLabel isDisabled={desk.readOnly} value={node.onRework ?? ''} options={[{ id: '', label: text.reworkUnset }, { id: 'keep', label: text.reworkKeep }, { id: 'again', label: text.reworkAgain }]} onChange={(id) => desk.setNode('onRework', id === '' ? undefined : id, text.onRework)} />
            </EntryFrame>
          ) : null}
        </section>
      )}
    </>
  );
}
