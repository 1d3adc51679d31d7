import { Copy } from 'lucide-react';
import { useTexts } from '../../../text/locale.tsx';
import { Button } from '../../../ui/button.tsx';
import { useCopy } from '../../../ui/use-copy.ts';
import { scenarioText } from '../../document/scenario-text.ts';
import { useDesk } from '../entry-desk.tsx';
import { EntryFrame } from '../entries/entry-frame.tsx';
import { publicLinkTexts } from './public-link-texts.ts';

/** What another site puts into its page: the frame, and a script of five lines that keeps it as high as the form. */
function snippetOf(origin: string, app: string, title: string): string {
  const words = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe id="${app}" src="${origin}/portal/embed/${app}" title="${words}" height="640" style="width:100%;border:0"></iframe>
<script>
addEventListener('message', ({ origin, data }) => {
  if (origin !== '${origin}' || data?.source !== 'scenario-studio' || data.app !== '${app}') return;
  document.getElementById('${app}').height = Number(data.height);
});
</script>`;
}

function Copied({ title, help, words }: { readonly title: string; readonly help: string; readonly words: string }) {
  const t = useTexts(publicLinkTexts);
  const copyTo = useCopy();
  const copy = () => copyTo(words, t.copied);
  return (
    <EntryFrame title={title} help={help} end={<Button look="link" size="small" icon={<Copy size={13} aria-hidden="true" />} onPress={copy}>{t.copy(title)}</Button>}>
      <pre className="public-link">{words}</pre>
    </EntryFrame>
  );
}

/** Where a form that is open to the public is found, and how another site shows it. */
export function PublicLinks() {
  const t = useTexts(publicLinkTexts);
  const { node, scenario, locale } = useDesk();
  const { public: open, embed } = node.config as { public?: boolean; embed?: readonly string[] };
  if (open !== true) return <p className="entry-help">{t.closed}</p>;
  const { origin } = window.location;
  return (
    <>
      <Copied title={t.address} help={t.addressHelp} words={`${origin}/portal/open/${scenario.id}`} />
      {embed === undefined || embed.length === 0 ? <p className="entry-help">{t.noSites}</p> : <Copied title={t.snippet} help={t.snippetHelp} words={snippetOf(origin, scenario.id, scenarioText(scenario, scenario.title, locale) ?? scenario.id)} />}
    </>
  );
}
