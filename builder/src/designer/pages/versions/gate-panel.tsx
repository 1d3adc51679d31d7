import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { PublishGate, usePublishing } from '../../app/publish-gate.tsx';
import { versionTexts } from './version-text.ts';

/** The publish gate beside the comparison: what stands in the way, the note, and the deed. */
export function GatePanel({ number }: { readonly number: number }) {
  const text = useTexts(versionTexts);
  const publishing = usePublishing(() => undefined);
  return (
    <aside className="versions-gate" aria-labelledby="gate-title" data-region="" tabIndex={-1}>
      <h2 id="gate-title">{text.gate(number)}</h2>
      <div className="versions-gate-body">
        <PublishGate publishing={publishing} />
      </div>
      <div className="versions-gate-foot">
        <Button look="primary" busy={publishing.busy} isDisabled={publishing.blocked} onPress={publishing.publish}>
          {text.publish}
        </Button>
      </div>
    </aside>
  );
}
