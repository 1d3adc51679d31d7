import type { TSchema } from 'typebox';
import { localDatasets, type DatasetCatalogue } from '../engine/local-datasets.ts';
import { commonNames } from '../engine/scope.ts';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Scenario } from '../schema/scenario.ts';
import { createGraphMemory, type GraphMemory } from './graph-memory.ts';
import type { Remembered } from './node-memory.ts';
import { keepSame } from './same.ts';
import { createShapeMemory, type ShapeMemory } from './shape-parts.ts';

type Document = Readonly<Record<string, unknown>>;

interface Kept {
  readonly document: Document;
  readonly catalogue: DatasetCatalogue;
}

interface Surroundings {
  readonly common: Readonly<Record<string, TSchema>>;
  readonly datasets: Readonly<Record<string, DatasetDefinition>>;
  readonly connections: readonly string[];
}

/** What one check leaves for the next one of the same scenario, with the same node types and language. It never changes an answer. */
export interface CheckMemory {
  /** Both as given, in the parts of the last time where those are equal. */
  readonly keep: (document: Document, catalogue: DatasetCatalogue) => Kept;
  /** What is around every node; the same object as long as what it is made of is the same. */
  readonly surroundings: (kept: { readonly scenario: Scenario; readonly catalogue: DatasetCatalogue }) => Surroundings;
  readonly shapes: ShapeMemory;
  readonly graphs: GraphMemory;
  /** By flow, then node. */
  readonly nodes: Map<string, ReadonlyMap<string, Remembered>>;
}

export function createCheckMemory(): CheckMemory {
  let last: Kept | undefined;
  let around: Surroundings | undefined;
  return {
    keep: (document, catalogue) => (last = { document: keepSame(last?.document, document), catalogue: keepSame(last?.catalogue, catalogue) }),
    surroundings: ({ scenario, catalogue }) => {
      const common = commonNames(scenario);
      around = {
        // Schemas have marks that a copy would lose.
        common: around !== undefined && JSON.stringify(around.common) === JSON.stringify(common) ? around.common : common,
        datasets: keepSame(around?.datasets, localDatasets(scenario, catalogue)),
        connections: keepSame(around?.connections, Object.keys(scenario.connections ?? {})),
      };
      return around;
    },
    shapes: createShapeMemory(),
    graphs: createGraphMemory(),
    nodes: new Map(),
  };
}
