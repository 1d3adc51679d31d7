import { useState } from 'react';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { RadioGroup } from '../../../ui/choice.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { PublishGate, usePublishing } from '../../app/publish-gate.tsx';
import { useDraftRights } from '../../app/draft-rights.tsx';
import { useDocumentBinding } from '../../document/document-context.tsx';
import { CommentsPanel } from '../../review/comments-panel.tsx';
import { ReviewBody } from '../../review/review-part.tsx';
import { reviewTexts } from '../../review/review-text.ts';
import { useReview } from '../../review/use-review.ts';
import { ScheduledNote, ScheduleDialog } from './schedule-part.tsx';
import { useSchedule } from './use-versions.ts';
import { versionTexts } from './version-text.ts';

function PublishTab() {
  const text = useTexts(versionTexts);
  const { id } = useDocumentBinding();
  const publishing = usePublishing(() => undefined);
  const schedule = useSchedule(id);
  const [when, setWhen] = useState('now');
  const [planning, setPlanning] = useState(false);
  const answer = schedule.data;
  const known = answer?.scheduled?.state === 'waiting' || answer?.scheduled?.state === 'failed' ? answer.scheduled : undefined;
  return (
    <>
      <div className="versions-gate-body">
        {answer === undefined ? null : <ScheduledNote answer={answer} onChange={() => setPlanning(true)} />}
        <PublishGate publishing={publishing} />
      </div>
      <div className="versions-gate-foot">
        <RadioGroup label={text.when} hideLabel flow="row" value={when} onChange={setWhen} options={[{ id: 'now', label: text.whenNow }, { id: 'later', label: text.whenLater }]} />
        <p className="ui-quiet">{when === 'now' ? text.runsStay : text.laterHint}</p>
        {when === 'now' ? (
          <Button look="primary" busy={publishing.busy} isDisabled={publishing.blocked} onPress={publishing.publish}>
            {text.publish}
          </Button>
        ) : (
          <Button look="primary" isDisabled={publishing.unsaved || answer === undefined} onPress={() => setPlanning(true)}>
            {text.planOpen}
          </Button>
        )}
      </div>
      {planning && answer !== undefined ? <ScheduleDialog zone={answer.zone} known={known} note={publishing.note === '' ? (known?.note ?? '') : publishing.note} onClose={() => setPlanning(false)} /> : null}
    </>
  );
}

/** For whoever may not publish: what the reviewers say, and whom to ask. */
function ReviewTab() {
  const text = useTexts(versionTexts);
  return (
    <div className="versions-gate-body">
      <p className="ui-quiet">{text.mayNotPublish}</p>
      <ReviewBody />
    </div>
  );
}

/** Beside the comparison: what stands in the way of publishing, and what people wrote about the draft. */
export function GatePanel({ number }: { readonly number: number }) {
  const text = useTexts(versionTexts);
  const words = useTexts(reviewTexts);
  const { id } = useDocumentBinding();
  const { publish } = useDraftRights();
  const open = useReview(id).data?.threads.filter(({ resolved }) => resolved === undefined).length ?? 0;
  return (
    <aside className="versions-gate" aria-label={text.gate(number)} data-region="" tabIndex={-1}>
      <Tabs
        label={text.gate(number)}
        items={[
          { id: 'publish', title: text.gate(number), content: publish ? <PublishTab /> : <ReviewTab /> },
          { id: 'comments', title: open === 0 ? words.comments : words.commentsOpen(open), content: <CommentsPanel /> },
        ]}
      />
    </aside>
  );
}
