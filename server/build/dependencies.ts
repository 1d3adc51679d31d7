import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Licences under which others' work may be part of the product. */
const ALLOWED = new Set(['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0', 'Python-2.0', '(MPL-2.0 OR Apache-2.0)', '(MIT OR Apache-2.0)', '(MIT AND Zlib)', 'OFL-1.1']);
/** Packages whose own description names none; the file LICENSE inside does. */
const BY_FILE: Readonly<Record<string, string>> = { 'png-js@2.0.0': 'MIT' };
const REGISTRY_MS = 60_000;
const GRAVE = ['high', 'critical'] as const;

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** What is part of the product, by the lock file; packages that only tests and builds use are not. */
export function dependenciesOf(lock: { readonly packages: Readonly<Record<string, Locked>> }): readonly Dependency[] {
  const found = Object.entries(lock.packages).flatMap(([path, { version, license, dev, link }]) =>
    path === '' || dev === true || link === true || version === undefined ? [] : [{ name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), version, license: license ?? '?' }].map((one) => ({ ...one, license: license ?? BY_FILE[`${one.name}@${one.version}`] ?? '?' })));
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

/** Known holes by how grave they are; null when the registry does not answer. */
export function holesIn(answer: string): Holes | null {
  try {
    return (JSON.parse(answer) as { readonly metadata?: { readonly vulnerabilities?: Holes } }).metadata?.vulnerabilities ?? null;
  } catch {
    return null;
  }
}

function askRegistry(): Promise<Holes | null> {
  return new Promise((resolve) => {
    execFile('npm', ['audit', '--omit=dev', '--json'], { cwd: at('.'), timeout: REGISTRY_MS, maxBuffer: 32 * 1_048_576 }, (_error, stdout) => resolve(holesIn(stdout)));
  });
}

async function check(dependencies: readonly Dependency[]): Promise<number> {
  const refused = refusedLicences(dependencies);
  for (const { name, version, license } of refused) console.log(`licence not allowed: ${name} ${version}: ${license}`);
  console.log(`licences: ${dependencies.length} packages, ${refused.length} not allowed`);
  const holes = await askRegistry();
  if (!holes) {
    console.log('known holes: not checked, the registry does not answer');
    return refused.length === 0 ? 0 : 1;
  }
  console.log(`known holes: ${Object.entries(holes).map(([grade, count]) => `${grade} ${count}`).join(', ')}`);
  return refused.length === 0 && GRAVE.every((grade) => (holes[grade] ?? 0) === 0) ? 0 : 1;
}

const NOTICE = at('server/NOTICE');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const dependencies = dependenciesOf(JSON.parse(readFileSync(at('package-lock.json'), 'utf8')) as Parameters<typeof dependenciesOf>[0]);
  if (process.argv[2] === 'notice') writeFileSync(NOTICE, noticeOf(dependencies));
  else process.exitCode = await check(dependencies);
}
