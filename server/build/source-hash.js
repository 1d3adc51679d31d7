import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What the build is made of; templates and data are read at run time and do not count. */
const PARTS = ['runtime', 'server', 'builder', 'package.json', 'package-lock.json'];

function filesOf(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : filesOf(inner);
    return [inner];
  });
}

/** A hash over every source file by path and content; null where there are no sources (a shipped build). */
export function sourceHash(home) {
  if (!existsSync(join(home, 'server', 'main.ts'))) return null;
  const hash = createHash('sha256');
  const paths = PARTS.flatMap((part) => (part.includes('.') ? [join(home, part)] : filesOf(join(home, part)))).sort((a, b) => (a < b ? -1 : 1));
  for (const path of paths) {
    if (!existsSync(path)) continue;
    hash.update(relative(home, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** True when `dist/` was built from the sources as they are now, or when there are no sources. */
export function isBuilt(home) {
  const recorded = join(home, 'dist', 'source-hash');
  if (!existsSync(join(home, 'dist', 'server.mjs')) || !existsSync(recorded)) return false;
  const now = sourceHash(home);
  return now === null || readFileSync(recorded, 'utf8').trim() === now;
}
