import { createCheckMemory } from '../../../runtime/check/check-memory.ts';
import { checkScenario, type CheckOptions } from '../../../runtime/check/check-scenario.ts';
import { feel } from '../../../runtime/engine/real-language.ts';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { createRegistry } from '../../../runtime/nodes/registry.ts';
import { median, spread, type Bar } from '../bench.ts';
import type { Studio } from '../studio.ts';
import { drawingOf, scenarioOf } from './drawing.ts';

const ROUNDS = 24;
/** The first rounds fill the memory and warm the code. */
const WARM = 4;

/** A formula in the middle, then the name of a value that others could read, then the place of a card: as somebody who works. */
function edited(scenario: Record<string, unknown>, round: number): Record<string, unknown> {
  const copy = structuredClone(scenario) as { flows: { main: { nodes: Record<string, { config: { values: { id: string; expr: string }[] } }> } }; layout: { main: Record<string, { x: number }> } };
  const value = copy.flows.main.nodes[`n${300 + (round % 7)}`]?.config.values[0];
  const place = copy.layout.main['n500'];
  if (value === undefined || place === undefined) throw new Error('the drawing has another shape');
  if (round % 3 === 0) value.expr = `n0.amount * ${round}`;
  else if (round % 3 === 1) value.id = `sum${round}`;
  else place.x = round;
  return copy;
}

/** Both ways of checking say the same of every version; @returns processor time of each, in milliseconds */
function inOneThread(scenario: Record<string, unknown>): { readonly whole: readonly number[]; readonly after: readonly number[]; readonly wide: readonly number[] } {
  const options: CheckOptions = { nodeType: createRegistry(builtIns).find, catalogue: {}, language: feel };
  const memory = createCheckMemory();
  const wide: number[] = [];
  const timed = (work: () => unknown): readonly [string, number] => {
    const began = process.cpuUsage();
    const told = work();
    const { user, system } = process.cpuUsage(began);
    return [JSON.stringify((told as { diagnostics: unknown }).diagnostics), (user + system) / 1000];
  };
  const [whole, after]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const document = edited(scenario, round);
    const [told, ms] = timed(() => checkScenario(structuredClone(document), options, memory));
    if (round >= WARM) after.push(ms);
    if (round % 6 !== 0) continue;
    const [wanted, msWhole] = timed(() => checkScenario(structuredClone(document), options));
    if (told !== wanted) throw new Error(`round ${round}: a check after an edit says something else than a whole check`);
    if (round >= WARM) whole.push(msWhole);
  }
  // Every formula reads the field: all of them are read anew.
  for (const type of ['number', 'integer', 'number', 'integer']) {
    const document = structuredClone(scenario) as unknown as { flows: { main: { nodes: { n0: { config: { fields: { type: string }[] } } } } } };
    for (const field of document.flows.main.nodes.n0.config.fields) field.type = type;
    const [told, ms] = timed(() => checkScenario(structuredClone(document), options, memory));
    wide.push(ms);
    if (told !== timed(() => checkScenario(structuredClone(document), options))[0]) throw new Error(`after the type ${type} a check says something else than a whole check`);
  }
  return { whole, after, wide };
}

/** The check after an edit, as a thread of the server does it; and how long the page waits for it. */
export async function checkBar(studio: Studio, nodes: number, edges: number): Promise<Bar> {
  // A newer check of a scenario calls off the one before: an open page has its own.
  const scenario = scenarioOf('checked', drawingOf(nodes, edges));
  const { whole, after, wide } = inOneThread(scenario);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    const answer = await studio.call('POST', '/api/scenarios/check', { scenario: edited(scenario, round) as never });
    if (round >= WARM) times.push(performance.now() - began);
    if (answer.status !== 200 || Object.keys((answer.json['nodes'] as { main: object }).main).length !== nodes) throw new Error(`the check answered ${answer.status}`);
  }
  console.log(`designer check of ${nodes} nodes, ms of processor, min / median / max: whole ${spread(whole)}, after an edit ${spread(after)}, after one that every node reads ${spread(wide)}; over HTTP after an edit, ms: ${spread(times)}`);
  return { name: 'designer-check', value: median(after), op: '<=', limit: 50, unit: 'ms' };
}
