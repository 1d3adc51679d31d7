import { readdirSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { launchBrowser } from '../../support/browser.ts';
import { median, spread, type Bar, type Bench } from '../bench.ts';
import { portalBytes } from '../start/start.ts';
import { startStudio, type Studio } from '../studio.ts';
import { SLOW_4G_WORDS, visitSlowly, type Visit } from './slow-phone.ts';

const TEMPLATES = readdirSync(new URL('../../../templates/', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** Every template published, so that the catalogue is one of a real house. */
async function publishAll(studio: Studio): Promise<number> {
  for (const template of TEMPLATES) {
    const made = await studio.call('POST', '/api/scenarios', { template });
    if (made.status !== 201) throw new Error(`${template}: ${made.status} ${JSON.stringify(made.json)}`);
    const { id } = made.json['scenario'] as { id: string };
    const out = await studio.call('POST', `/api/scenarios/${id}/publish`, { note: 'bench', baseVersion: made.json['version'] });
    if (out.status !== 201) throw new Error(`publish ${id}: ${out.status} ${JSON.stringify(out.json)}`);
  }
  const { json } = await studio.call('GET', '/api/portal/apps');
  return (json['items'] as readonly unknown[]).length;
}

function signedIn(studio: Studio): (context: BrowserContext) => Promise<void> {
  const [name = '', value = ''] = studio.cookie().split('=');
  return (context) => context.addCookies([{ name, value, url: studio.url, httpOnly: true, sameSite: 'Lax' }]);
}

function line(name: string, visits: readonly Visit[]): void {
  const bytes = (pick: (visit: Visit) => number) => `${(median(visits.map(pick)) / 1000).toFixed(1)} kB`;
  console.log(`portal ${name}, min / median / max: usable ${spread(visits.map(({ usable }) => usable))} ms, first paint ${spread(visits.map(({ firstPaint }) => firstPaint))} ms, own script answers after ${spread(visits.map(({ alive }) => alive))} ms, scripts ${bytes(({ scripts }) => scripts)}, all ${bytes(({ all }) => all)}, first app open ${spread(visits.map(({ opened }) => opened))} ms after a press that its script hears`);
}

/**
 * The start page on a slow phone, with a cold cache and with a warm one: navigation to a catalogue that is drawn, where a press leads on. Some
 * visits press at that very moment, before the script is there, and must get to the app as well.
 */
export const portal: Bench = async ({ short }): Promise<readonly Bar[]> => {
  const studio = await startStudio({ account: true });
  const browser = await launchBrowser();
  try {
    console.log(`portal: ${await publishAll(studio)} apps; ${SLOW_4G_WORDS}`);
    const rounds = short ? 2 : 7;
    const prepare = signedIn(studio);
    const cold: Visit[] = [];
    const warm: Visit[] = [];
    const hasty: Visit[] = [];
    for (let round = 0; round < rounds; round += 1) {
      cold.push(await visitSlowly(browser, studio.url, prepare, { selector: 'a.app' }));
      warm.push(await visitSlowly(browser, studio.url, prepare, { selector: 'a.app', again: true }));
      hasty.push(await visitSlowly(browser, studio.url, prepare, { selector: 'a.app', hasty: true }));
    }
    line('cold', cold);
    line('warm', warm);
    console.log(`portal cold, pressed at once: first app open ${spread(hasty.map(({ usable, opened }) => usable + opened))} ms after the start, ${spread(hasty.map(({ opened }) => opened))} ms after the press, before the script answered in ${hasty.filter(({ early }) => early).length} of ${hasty.length}`);
    return [
      { name: 'portal-usable-cold', value: median(cold.map(({ usable }) => usable)) / 1000, op: '<=', limit: 2, unit: 's' },
      { name: 'portal-usable-warm', value: median(warm.map(({ usable }) => usable)) / 1000, op: '<=', limit: 2, unit: 's' },
      { name: 'portal-start-js', value: portalBytes() / 1000, op: '<=', limit: 130, unit: 'kB' },
    ];
  } finally {
    await browser.close();
    await studio.stop();
  }
};
