import { Plus } from 'lucide-react';
import { defineTexts } from '../../../text/catalogue.ts';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { newFlow } from '../../canvas/new-flow.ts';
import { useDocumentBinding } from '../../document/document-context.tsx';
import { useDesk } from '../entry-desk.tsx';

export const newFlowTexts = defineTexts(
  { make: '新建子流程', open: '打开子流程', made: '新建子流程', title: '子流程', start: '收到', item: '这一条' },
  { make: 'New sub-flow', open: 'Open the sub-flow', made: 'New sub-flow', title: 'Sub-flow', start: 'Received', item: 'The item' },
);

/** Makes the flow that the node runs, and goes into it; once there is one, leads there. */
export function NewFlowButton({ chosen }: { readonly chosen: string | null }) {
  const text = useTexts(newFlowTexts);
  const desk = useDesk();
  const { store } = useDocumentBinding();
  const make = (): void => {
    const { id, changes } = newFlow(store.get().history.present, desk.flow, desk.id, text);
    store.edit({ label: text.made, changes });
    store.openFlow(id);
  };
  if (chosen !== null && Object.hasOwn(desk.scenario.flows, chosen)) {
    return (
      <Button size="small" look="quiet" onPress={() => store.openFlow(chosen)}>
        {text.open}
      </Button>
    );
  }
  return desk.readOnly ? null : (
    <Button size="small" look="quiet" icon={<Plus size={14} strokeWidth={1.75} aria-hidden="true" />} onPress={make}>
      {text.make}
    </Button>
  );
}
