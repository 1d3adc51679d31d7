import type { Locale } from '../../../runtime/schema/text.ts';
import type { PublicAppView } from '../../api/public.ts';
import { fail } from '../../errors.ts';
import { startFormView } from '../forms.ts';
import { lookupChoices } from '../lookup.ts';
import { portalApp } from '../portal.ts';
import { startFormOf } from '../release-api.ts';
import type { StartForm } from '../release-api.ts';
import type { LiveRelease } from '../releases.ts';
import { planOf } from '../runs.ts';
import { sampleDataOf } from '../sample-data.ts';
import type { Studio } from '../studio.ts';
import { themeOf } from '../theme/shown.ts';
import { READS } from './gates.ts';
import { publicStarter } from './starter.ts';

/** Who asks, as far as it is known of somebody without an account. */
export interface Asker {
  readonly address: string;
  readonly locale: Locale;
}

/** An app whose form is open to the public; every other is not there. @throws SCN_API_NOT_FOUND */
export function demandPublicApp(studio: Studio, id: string): { readonly live: LiveRelease; readonly start: StartForm } {
  const live = studio.live.get(id);
  const start = live && startFormOf(live.scenario);
  if (!live || start?.public !== true) throw fail('SCN_API_NOT_FOUND', { what: id });
  return { live, start };
}

/** Sites that may show the form of an app in a frame; none unless it is open to the public. */
export function embeddingOrigins(studio: Studio, id: string): readonly string[] {
  const live = studio.live.get(id);
  const start = live && startFormOf(live.scenario);
  return start?.public === true ? start.embed : [];
}

const nobody = (studio: Studio) => publicStarter('', studio.now().toISOString());

/** The form for somebody without an account. @throws SCN_PUBLIC_RATE, SCN_API_NOT_FOUND */
export async function publicForm(studio: Studio, id: string, { address, locale }: Asker): Promise<PublicAppView> {
  studio.publicDesk.gates.pass(READS, address);
  const { live, start } = demandPublicApp(studio, id);
  const reader = { user: nobody(studio), locale };
  const app = { ...portalApp(studio, live, reader), pages: [] };
  const data = sampleDataOf(studio.seeds, live.scenario);
  const theme = themeOf(studio, studio.places.of('scenario', id).unit);
  const look = theme ? { theme } : {};
  if (data.state === 'loading') return { app, loading: data.percent, ...look };
  const form = await startFormView(studio, await planOf(studio, live.release.id), reader.user, locale);
  return { app, ...(form ? { start: form } : {}), ...(start.embed.length > 0 ? { embed: [...start.embed] } : {}), ...look };
}

/** Choices of a question with too many to send. @throws SCN_PUBLIC_RATE, SCN_API_NOT_FOUND */
export async function publicChoices(studio: Studio, id: string, query: { readonly field: string; readonly q?: string }, { address, locale }: Asker) {
  studio.publicDesk.gates.pass(READS, address);
  demandPublicApp(studio, id);
  return lookupChoices(studio, { user: nobody(studio), locale }, { app: id, ...query });
}
