import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FileUp, Undo2, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { FileTrigger } from 'react-aria-components';
import type { ImportItem, Unfinished } from '../../../../../../server/api/imports.ts';
import { hashFile } from '../../../../client/hash-file.ts';
import { request, RequestError } from '../../../../client/request.ts';
import { HOUSE_ZONE } from '../../../../text/house-zone.ts';
import { useLocale, useTexts } from '../../../../text/locale.tsx';
import { Button } from '../../../../ui/button.tsx';
import { useToast } from '../../../../ui/toast.tsx';
import { cellsOf } from '../../../table/import/sheet.ts';
import { ReadingLine } from '../../../table/import/reading-line.tsx';
import { useSheetFile } from '../new-dataset/use-sheet-file.ts';
import { SendingDialog } from './sending-dialog.tsx';
import './sending.css';
import { sendingTexts } from './sending-text.ts';
import { UndoNotice } from './undo-progress.tsx';
import { askPlace, useSending, type Sending } from './use-sending.ts';
import { useUndoing, type Undoing } from './use-undoing.ts';

/** So long after it last moved an import may be under way elsewhere. */
const RECENT_MS = 15_000;
const LOOK_MS = 5000;

interface NoticeProps {
  readonly dataset: string;
  readonly item: ImportItem;
  readonly rest: Unfinished;
  readonly sending: Sending;
  readonly undoing: Undoing;
  /** When this was heard of. */
  readonly heardAt: number;
}

/** Why not, in a line or two, so that the other ways out stay in sight. */
function Refused({ error }: { readonly error: Error }) {
  const text = useTexts(sendingTexts);
  const problem = error instanceof RequestError ? error.problem : undefined;
  const words = problem?.code === 'SCN_API_OFFLINE' ? text.offline : [problem?.detail ?? error.message, problem?.hint].filter((part) => part !== undefined).join(' ');
  return <p className="ui-error unfinished-why" role="alert">{words}</p>;
}

/** Chooses the same file again and goes on with it. */
function GoOn({ dataset, item, rest, sending }: Omit<NoticeProps, 'heardAt' | 'undoing'>) {
  const text = useTexts(sendingTexts);
  const { locale } = useLocale();
  const { reader, open } = useSheetFile();
  const goOn = useMutation({
    mutationFn: async (chosen: File) => {
      const file = { name: chosen.name.slice(0, 200), size: chosen.size, hash: await hashFile(chosen), rows: rest.file.rows };
      // Another file is refused before it is read.
      const { reading } = await askPlace({ dataset, batch: item.id, file });
      const sheets = await open(chosen);
      const sheet = sheets[reading.sheet];
      if (sheet) sending.goOn({ dataset, mode: item.mode, batch: item.id, file, reading, rows: cellsOf(sheet).slice(1) });
    },
  });
  return (
    <>
      <FileTrigger acceptedFileTypes={['.csv', '.tsv', '.txt', '.xlsx', '.json']} onSelect={(files) => { const file = files?.[0]; if (file !== undefined) goOn.mutate(file); }}>
        <Button size="small" look="primary" busy={goOn.isPending} icon={<FileUp size={13} aria-hidden="true" />}>{goOn.isPending ? text.checking : text.chooseSame}</Button>
      </FileTrigger>
      <ReadingLine reader={reader} />
      {reader.problem === undefined ? null : <p className="ui-error" role="alert">{reader.problem.words[locale]}</p>}
      {goOn.isError ? <Refused error={goOn.error} /> : null}
    </>
  );
}

/** A button that asks once more before it does what cannot be taken back. */
function SureButton({ word, sure, busy, icon, onPress }: { readonly word: string; readonly sure: string; readonly busy: boolean; readonly icon: ReactNode; readonly onPress: () => void }) {
  const [asked, setAsked] = useState(false);
  return (
    <Button size="small" look={asked ? 'danger' : 'default'} busy={busy} icon={icon} onPress={() => (asked ? onPress() : setAsked(true))}>
      {asked ? sure : word}
    </Button>
  );
}

function Notice({ dataset, item, rest, sending, undoing, heardAt }: NoticeProps) {
  const text = useTexts(sendingTexts);
  const { locale } = useLocale();
  const toast = useToast();
  const client = useQueryClient();
  const count = new Intl.NumberFormat(locale);
  const isWhole = item.mode === 'replace';
  const leave = useMutation({
    mutationFn: () => request('/api/datasets/imports/leave', { method: 'POST', body: { dataset, import: item.id } }),
    onSuccess: async () => {
      toast({ text: isWhole ? text.dropped : text.left });
      await Promise.all(['imports', 'datasets', 'rows'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  const title = (isWhole ? text.noticeWhole : text.notice)(rest.file.name, count.format(rest.next), count.format(rest.file.rows));
  const moved = new Date(rest.movedAt);
  const isRecent = heardAt - moved.getTime() < RECENT_MS;
  return (
    <section className="note-bar unfinished" data-tone="warn" aria-label={title}>
      <div className="unfinished-words">
        <b>{title}</b>
        <span>{(isWhole ? text.movedWhole : text.moved)(new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: HOUSE_ZONE }).format(moved), item.by)} {isRecent ? text.moving : null} {rest.mine ? null : text.notMine}</span>
      </div>
      <div className="ui-row">
        {rest.mine ? <GoOn dataset={dataset} item={item} rest={rest} sending={sending} /> : null}
        {isWhole ? null : <SureButton icon={<Undo2 size={13} aria-hidden="true" />} word={text.undo} sure={text.sureUndo} busy={undoing.state !== undefined} onPress={() => undoing.run(item.id)} />}
        <SureButton icon={<X size={13} aria-hidden="true" />} word={isWhole ? text.drop : text.leave} sure={isWhole ? text.sureDrop : text.sureLeave} busy={leave.isPending} onPress={() => leave.mutate()} />
      </div>
      {leave.isError ? <Refused error={leave.error} /> : null}
      {undoing.error === undefined ? null : <Refused error={undoing.error} />}
    </section>
  );
}

/** Imports of a dataset that were cut: go on, undo, or forget the rest. Nothing for whoever may not write its rows. */
export function UnfinishedNotices({ dataset }: { readonly dataset: string }) {
  const sending = useSending();
  const undoing = useUndoing(dataset);
  const [closed, setClosed] = useState<unknown>();
  const imports = useQuery({
    queryKey: ['imports', dataset],
    queryFn: ({ signal }) => request<{ readonly items: readonly ImportItem[] }>('/api/datasets/imports', { query: { dataset }, signal }),
    retry: false,
    refetchInterval: (query) => (query.state.data?.items.some(({ unfinished, undoing: half }) => unfinished !== undefined || half !== undefined) === true ? LOOK_MS : false),
  });
  const { state } = sending;
  const isShown = state !== undefined && closed !== state;
  return (
    <>
      {imports.data?.items.map((item) => {
        if (item.undoing !== undefined || undoing.state?.id === item.id) return <UndoNotice key={item.id} item={item} undoing={undoing} />;
        return item.unfinished === undefined ? null : <Notice key={item.id} dataset={dataset} item={item} rest={item.unfinished} sending={sending} undoing={undoing} heardAt={imports.dataUpdatedAt} />;
      })}
      {isShown ? <SendingDialog sending={sending} state={state} onClose={() => setClosed(state)} /> : null}
    </>
  );
}
