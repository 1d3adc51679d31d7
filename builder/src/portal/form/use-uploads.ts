import { useEffect, useRef, useState } from 'react';
import type { FileView } from '../../../../server/api/people.ts';
import { RequestError } from '../../client/request.ts';
import type { FormSource } from './form-source.ts';

/** One file on its way, or one that did not get there. */
export interface Upload {
  readonly key: number;
  readonly file: File;
  /** From 0 to 1. */
  readonly share: number;
  /** Why it is not there, in words. */
  readonly error?: string;
  /** It will not be taken however often it is sent. */
  readonly refused?: boolean;
}

interface Limits {
  /** Whether a file may be sent at all; else why not. */
  readonly refuse: (file: File) => string | undefined;
  /** Makes a file ready on the device; one that cannot be made ready is refused in these words. */
  readonly prepare?: { readonly make: (file: File) => Promise<File>; readonly failed: (file: File, why: unknown) => string };
  /** Words for a fault without any. */
  readonly lost: string;
}

/** The device cannot make the file ready. */
class Unready extends Error {}

/** Files on their way: each with how far it is, each can be stopped or tried again. */
export function useUploads(source: FormSource, { refuse, prepare, lost }: Limits, onTaken: (file: FileView) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const count = useRef(0);
  const stops = useRef(new Map<number, AbortController>());
  const taken = useRef(onTaken);
  useEffect(() => {
    taken.current = onTaken;
  });
  useEffect(() => {
    const all = stops.current;
    return () => all.forEach((stop) => stop.abort());
  }, []);
  const change = (key: number, facts: Partial<Upload>) => setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...facts } : one)));
  const drop = (key: number) => {
    stops.current.get(key)?.abort();
    stops.current.delete(key);
    setUploads((all) => all.filter((one) => one.key !== key));
  };
  const send = (file: File) => {
    const key = (count.current += 1);
    const refused = refuse(file);
    setUploads((all) => [...all, { key, file, share: 0, ...(refused === undefined ? {} : { error: refused, refused: true }) }]);
    if (refused !== undefined) return;
    const stop = new AbortController();
    stops.current.set(key, stop);
    const ready = prepare === undefined ? Promise.resolve(file) : prepare.make(file).catch((why: unknown) => { throw new Unready(prepare.failed(file, why)); });
    ready.then((made) => source.sendFile(made, { onProgress: (share) => change(key, { share }), signal: stop.signal })).then(
      (view) => {
        taken.current(view);
        drop(key);
      },
      (error: unknown) => {
        if (stop.signal.aborted) return;
        if (error instanceof Unready) return change(key, { refused: true, error: error.message });
        const { status } = error instanceof RequestError ? error.problem : { status: 0 };
        change(key, { refused: status >= 400 && status < 500, error: error instanceof RequestError && status > 0 ? [error.problem.detail, error.problem.hint].filter(Boolean).join(' ') : lost });
      },
    );
  };
  const again = ({ key, file }: Upload) => {
    drop(key);
    send(file);
  };
  return { uploads, send, again, drop, sending: uploads.filter(({ error }) => error === undefined).length };
}
