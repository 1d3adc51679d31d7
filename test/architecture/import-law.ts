import type { IForbiddenRuleType } from 'dependency-cruiser';
import manifest from '../../package.json' with { type: 'json' };

/** Rooms of the runtime, from the one that knows nobody to the one that knows all. */
const ROOMS = ['schema', 'language', 'rules', 'dmn', 'host', 'nodes', 'engine', 'check'] as const;

/** Development packages that the bundles hold. */
const INLINED = `^node_modules/(${manifest.inlinedDependencies.join('|')})/`;

function later(room: (typeof ROOMS)[number]): string {
  return ROOMS.slice(ROOMS.indexOf(room) + 1).join('|');
}

const roomRules = ROOMS.slice(0, -1).map((room): IForbiddenRuleType => ({
  name: `runtime-${room}`,
  severity: 'error',
  comment: `runtime/${room} comes before ${later(room)}: move what it needs down, or pass it in as an argument.`,
  from: { path: `^runtime/${room}/` },
  to: { path: `^runtime/(${later(room)})/` },
}));

/**
 * Who may import whom. Each rule says why and the way out; `import-law.test.ts` proves that each one bites.
 */
export const IMPORT_LAW: readonly IForbiddenRuleType[] = [
  { name: 'no-cycles', severity: 'error', comment: 'A cycle makes load order decide behaviour. Move the shared part into a file of its own.', from: {}, to: { circular: true } },
  ...roomRules,
  { name: 'runtime-alone', severity: 'error', comment: 'The engine runs anywhere: it knows no server, no screen, no template.', from: { path: '^runtime/' }, to: { path: '^(server|builder|templates|examples|test)/' } },
  { name: 'runtime-no-node', severity: 'error', comment: 'The runtime also runs in a browser: ask the host instead of a node module.', from: { path: '^runtime/' }, to: { dependencyTypes: ['core'] } },
  { name: 'server-not-builder', severity: 'error', comment: 'The server serves built files; it never loads screen code.', from: { path: '^server/' }, to: { path: '^(builder|test|examples)/' } },
  {
    name: 'builder-values', severity: 'error',
    comment: 'The browser takes schema, language and rules as code; everything else as types only, so that no engine or server code is shipped.',
    from: { path: '^builder/' },
    to: { path: '^(runtime/(host|nodes|engine|check|errors)|server|templates|examples|test)', dependencyTypesNot: ['type-only'] },
  },
  { name: 'portal-not-designer', severity: 'error', comment: 'The portal stays light: share through src/ui, src/text or src/client.', from: { path: '^builder/src/portal/' }, to: { path: '^builder/src/designer/' } },
  { name: 'portal-no-parser', severity: 'error', comment: 'The portal interprets formulas that the server has compiled; it ships no parser.', from: { path: '^builder/src/portal/' }, to: { path: '^runtime/language/(compile|parse)' } },
  { name: 'designer-light-portal', severity: 'error', comment: 'The designer may borrow the form view and the blocks of pages for its previews, nothing else of the portal.', from: { path: '^builder/src/designer/' }, to: { path: '^builder/src/portal/(?!(form|page)/)' } },
  { name: 'templates-are-data', severity: 'error', comment: 'Templates are JSON.', from: { path: '^templates/' }, to: { path: '.+' } },
  { name: 'examples-front-door', severity: 'error', comment: 'Examples are what a stranger would write: they import the runtime, not the server.', from: { path: '^examples/' }, to: { path: '^(server|builder|test)/' } },
  { name: 'no-dev-dependency', severity: 'error', comment: 'Product code holds only packages that are named as its parts: they are in its notice, and their licences were looked at.', from: { path: '^(runtime|server|builder/src)/', pathNot: '^server/build/' }, to: { dependencyTypes: ['npm-dev'], pathNot: INLINED } },
  { name: 'support-only-from-tests', severity: 'error', comment: 'Test support is for tests.', from: { pathNot: '^test/' }, to: { path: '^test/' } },
];
