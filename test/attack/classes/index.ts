import type { AttackClass } from '../attack.ts';
import { access } from './access.ts';
import { bombs } from './bombs.ts';
import { databases } from './databases.ts';
import { documents } from './documents.ts';
import { figures } from './figures.ts';
import { files } from './files.ts';
import { formulas } from './formulas.ts';
import { nextPages } from './next-pages.ts';
import { plugins } from './plugins.ts';
import { privacy } from './privacy.ts';
import { sandbox } from './sandbox.ts';
import { scripting } from './scripting.ts';
import { secrets } from './secrets.ts';
import { sessions } from './sessions.ts';
import { ssrf } from './ssrf.ts';
import { wire } from './wire.ts';

export const CLASSES: readonly AttackClass[] = [ssrf, sandbox, formulas, documents, access, sessions, scripting, files, plugins, bombs, secrets, wire, nextPages, databases, privacy, figures];
