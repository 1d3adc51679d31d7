import { useImperativeHandle, useState, type Ref } from 'react';

export type Say = (words: string) => void;

/** What was done, for those who do not see it. It has its own state, so that saying something draws nothing else anew. */
export function Announcer({ ref }: { readonly ref: Ref<Say> }) {
  const [said, setSaid] = useState('');
  useImperativeHandle(ref, () => setSaid, []);
  return <output className="ui-hidden">{said}</output>;
}
