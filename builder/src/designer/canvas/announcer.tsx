import { useImperativeHandle, useState, type Ref } from 'react';

export type Say = (words: string) => void;

/** The same words once more are another text: a reader tells of a text that changes. */
const again = (before: string, words: string): string => (before === words ? `${words}\u00a0` : words);

/** What was done, for those who do not see it. It has its own state, so that saying something draws nothing else anew. */
export function Announcer({ ref }: { readonly ref: Ref<Say> }) {
  const [said, setSaid] = useState('');
  useImperativeHandle(ref, () => (words) => setSaid((before) => again(before, words)), []);
  return <output className="ui-hidden">{said}</output>;
}
