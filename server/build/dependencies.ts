import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Licences under which others' work may be part of the product. */
const ALLOWED = new Set(['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0', 'Python-2.0', '(MPL-2.0 OR Apache-2.0)', '(MIT OR Apache-2.0)', '(MIT AND Zlib)', 'OFL-1.1']);
/** Packages whose own description names none; the file LICENSE inside does. */
const BY_FILE: Readonly<Record<string, string>> = { 'png-js@2.0.0': 'MIT' };
const REGISTRY_MS = 60_000;
const GRADES = ['info', 'low', 'moderate', 'high', 'critical'] as const;
const GRAVE = ['high', 'critical'] as const;

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

type Packages = Readonly<Record<string, Locked>>;

/** What package.json says the product is made of: packages installed beside it, and those its bundles in `dist/` hold. */
export interface Parts {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly inlinedDependencies: readonly string[];
}

export const partsOf = ({ dependencies, inlinedDependencies }: Parts): readonly string[] => [...Object.keys(dependencies), ...inlinedDependencies];

export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** What a package cannot do without. */
function needsOf({ dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta }: Locked): readonly string[] {
  const peers = Object.keys(peerDependencies).filter((name) => peerDependenciesMeta?.[name]?.optional !== true);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** Where a package finds another one: below itself, or in the nearest folder above. */
function placeOf(packages: Packages, from: string, name: string): string | null {
  const place = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (Object.hasOwn(packages, place)) return place;
  return from === '' ? null : placeOf(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

/** Where everything lies that the named packages need, themselves included. */
export function placesOf(packages: Packages, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (from: string, name: string): void => {
    const place = placeOf(packages, from, name);
    if (place === null || found.has(place)) return;
    found.add(place);
    for (const need of needsOf(packages[place] ?? {})) visit(place, need);
  };
  for (const name of names) visit('', name);
  return found;
}

/** What is part of the product, by the lock file: what its bundles hold and what is installed beside them. Packages that only tests and builds use are not. */
export function dependenciesOf({ packages }: { readonly packages: Packages }, names: readonly string[]): readonly Dependency[] {
  const found = [...placesOf(packages, names)].flatMap((place) => {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { version, license } = packages[place] ?? {};
    return version === undefined ? [] : [{ name, version, license: license ?? BY_FILE[`${name}@${version}`] ?? '?' }];
  });
  const once = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...once.values()].sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
}

export function noticeOf(dependencies: readonly Dependency[]): string {
  const head = 'Scenario Studio\nLicensed under the Apache License, Version 2.0; see LICENSE.\n\nIt contains, or needs at run time, the packages below, each under its own licence, whose text is in the package.\nWritten by `npm run notice` from package-lock.json; do not change by hand.\n';
  return `${head}\n${dependencies.map(({ name, version, license }) => `${name} ${version}: ${license}`).join('\n')}\n`;
}

export function refusedLicences(dependencies: readonly Dependency[]): readonly Dependency[] {
  return dependencies.filter(({ license }) => !ALLOWED.has(license));
}

type Holes = Readonly<Record<string, number>>;

/** Known holes of the packages that lie there, by how grave they are; null when the registry does not answer. */
export function holesIn(answer: string, places: ReadonlySet<string>): Holes | null {
  try {
    const { vulnerabilities } = JSON.parse(answer) as { readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string; readonly nodes: readonly string[] }>> };
    if (!vulnerabilities) return null;
    const ours = Object.values(vulnerabilities).filter(({ nodes }) => nodes.some((place) => places.has(place)));
    return Object.fromEntries(GRADES.map((grade) => [grade, ours.filter(({ severity }) => severity === grade).length]));
  } catch {
    return null;
  }
}

function askRegistry(places: ReadonlySet<string>): Promise<Holes | null> {
  return new Promise((resolve) => {
    execFile('npm', ['audit', '--json'], { cwd: at('.'), timeout: REGISTRY_MS, maxBuffer: 32 * 1_048_576 }, (_error, stdout) => resolve(holesIn(stdout, places)));
  });
}

async function check(dependencies: readonly Dependency[], places: ReadonlySet<string>): Promise<number> {
  const refused = refusedLicences(dependencies);
  for (const { name, version, license } of refused) console.log(`licence not allowed: ${name} ${version}: ${license}`);
  console.log(`licences: ${dependencies.length} packages, ${refused.length} not allowed`);
  const holes = await askRegistry(places);
  if (!holes) {
    console.log('known holes: not checked, the registry does not answer');
    return refused.length === 0 ? 0 : 1;
  }
  console.log(`known holes: ${Object.entries(holes).map(([grade, count]) => `${grade} ${count}`).join(', ')}`);
  return refused.length === 0 && GRAVE.every((grade) => (holes[grade] ?? 0) === 0) ? 0 : 1;
}

const NOTICE = at('server/NOTICE');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')) as { readonly packages: Packages };
  const names = partsOf(JSON.parse(readFileSync(at('package.json'), 'utf8')) as Parts);
  const dependencies = dependenciesOf(lock, names);
  if (process.argv[2] === 'notice') writeFileSync(NOTICE, noticeOf(dependencies));
  else process.exitCode = await check(dependencies, placesOf(lock.packages, names));
}
