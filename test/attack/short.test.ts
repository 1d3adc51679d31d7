import { afterEach, describe, expect, it } from 'vitest';
import { runClass } from './attack.ts';
import { access } from './classes/access.ts';
import { databases } from './classes/databases.ts';
import { documents } from './classes/documents.ts';
import { exports } from './classes/exports.ts';
import { files } from './classes/files.ts';
import { nextPages } from './classes/next-pages.ts';
import { plugins } from './classes/plugins.ts';
import { privacy } from './classes/privacy.ts';
import { record } from './classes/record.ts';
import { secrets } from './classes/secrets.ts';
import { sharing } from './classes/sharing.ts';
import { sideDoors } from './classes/side-doors.ts';
import { signOn } from './classes/sign-on.ts';
import { ssrf } from './classes/ssrf.ts';
import { openGround, type Ground } from './ground.ts';

/** The quick part of `npm run attack`: what needs no browser and no waiting. */
let ground: Ground | undefined;
afterEach(() => ground?.stop());

describe('hostile input', () => {
  it.each([ssrf, documents, access, files, plugins, secrets, nextPages, databases, privacy, signOn, record, exports, sharing, sideDoors].map((one) => [one.name, one] as const))('of class %s gets nowhere', async (_, one) => {
    ground = await openGround();
    const { through, toothless, tried } = await runClass(one, ground, true);
    expect({ through, toothless, some: tried > 20 }).toEqual({ through: [], toothless: [], some: true });
  }, 120_000);
});
