import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ScenarioItem } from '../../../../server/api/scenario.ts';
import { request } from '../../client/request.ts';
import { useLocalText, useTexts } from '../../text/locale.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { useToast } from '../../ui/toast.tsx';
import { homeTexts } from './home-text.ts';

export function RemoveDialog({ item, onClose }: { readonly item: ScenarioItem | undefined; readonly onClose: () => void }) {
  const text = useTexts(homeTexts);
  const local = useLocalText();
  const toast = useToast();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => request(`/api/scenarios/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      if (item !== undefined) toast({ text: text.removed(local(item.title)) });
      onClose();
      await client.invalidateQueries({ queryKey: ['scenarios'] });
    },
  });
  const name = item === undefined ? '' : local(item.title);
  return (
    <Dialog
      alert
      size="narrow"
      title={text.removeTitle(name)}
      open={item !== undefined}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.cancel}</Button>
          <Button look="danger" busy={remove.isPending} onPress={() => (item === undefined ? undefined : remove.mutate(item.id))}>
            {text.remove}
          </Button>
        </>
      }
    >
      <p>{text.removeText}</p>
      {remove.isError ? <ErrorState error={remove.error} /> : null}
    </Dialog>
  );
}
