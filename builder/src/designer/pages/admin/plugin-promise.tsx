import { ShieldAlert } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { pluginTexts } from './plugin-text.ts';

/** What can and cannot be promised about code of others. */
export function PluginPromise() {
  const text = useTexts(pluginTexts);
  return (
    <aside className="note-bar" data-tone="warn" aria-label={text.promiseTitle}>
      <ShieldAlert size={16} aria-hidden="true" />
      <div>
        <b>{text.promiseTitle}</b>
        <ul className="plugin-promise">
          {[text.promise1, text.promise2, text.promise3, text.promise4].map((promise) => (
            <li key={promise}>{promise}</li>
          ))}
        </ul>
      </div>
    </aside>
  );
}
