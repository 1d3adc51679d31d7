import type { Reporter, TestModule } from 'vitest/node';

const SLOWEST = 15;

/** Where the time of a run went: its slowest files with their seconds. */
function slowest(modules: readonly TestModule[]): string {
  const files = modules.map((module) => ({ file: module.relativeModuleId, seconds: module.diagnostic().duration / 1000 }));
  return files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SLOWEST).map(({ file, seconds }) => `${seconds.toFixed(1).padStart(8)} s  ${file}`).join('\n');
}

/**
 * Prints where the time went and the one plain line that CI reads, last of all: `N passed, N failed`. A run that broke before or between
 * tests counts as at least one failure, so silence can never look like success.
 */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: 'passed' | 'interrupted' | 'failed'): void {
    let passed = 0;
    let failed = errors.length;
    for (const module of modules) {
      if (module.errors().length > 0) failed += 1;
      for (const test of module.children.allTests()) {
        if (test.result().state === 'passed') passed += 1;
        if (test.result().state === 'failed') failed += 1;
      }
    }
    if (reason !== 'passed' && failed === 0) failed = 1;
    process.once('exit', () => {
      // Whatever else ends with the process, a failure stays one.
      if (failed > 0) process.exitCode = 1;
      if (modules.length > SLOWEST) process.stdout.write(`Slowest files:\n${slowest(modules)}\n`);
      process.stdout.write(`${passed} passed, ${failed} failed\n`);
    });
  }
}
