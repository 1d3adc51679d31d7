import type { Annotation, Group, Note } from '../../../../runtime/schema/annotation.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import type { Change } from './change.ts';
import { isRecord, pointer } from './pointer.ts';

const NOTE_WIDTH = 200;
const NOTE_HEIGHT = 120;

const grid = (value: number): number => Math.round(value / 4) * 4;

function isSound(value: unknown): value is Annotation {
  if (!isRecord(value)) return false;
  if (value['kind'] === 'group') return typeof value['title'] === 'string' && Array.isArray(value['nodes']);
  return value['kind'] === 'note' && typeof value['text'] === 'string' && ['x', 'y', 'width', 'height'].every((key) => typeof value[key] === 'number');
}

/** Notes and groups of a flow. A draft typed as JSON may hold anything: what cannot be drawn is left out. */
export function annotationsOf(scenario: Scenario, flowId: string): Readonly<Record<string, Annotation>> {
  const all: unknown = scenario.annotations;
  const drawn = isRecord(all) && Object.hasOwn(all, flowId) ? all[flowId] : undefined;
  return isRecord(drawn) ? Object.fromEntries(Object.entries(drawn).filter((entry): entry is [string, Annotation] => isSound(entry[1]))) : {};
}

export function groupsOf(scenario: Scenario, flowId: string): readonly (readonly [string, Group])[] {
  return Object.entries(annotationsOf(scenario, flowId)).flatMap(([id, annotation]) => (annotation.kind === 'group' ? [[id, annotation] as const] : []));
}

const at = (flowId: string, id: string, ...rest: string[]): string => pointer('annotations', flowId, id, ...rest);

function freeId(scenario: Scenario, flowId: string, letter: string): string {
  const taken = annotationsOf(scenario, flowId);
  let number = 1;
  while (Object.hasOwn(taken, `${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

/** A new note with its upper left corner at a point; answers its id beside the changes. */
export function addNote(scenario: Scenario, flowId: string, corner: { readonly x: number; readonly y: number }): { readonly id: string; readonly changes: readonly Change[] } {
  const id = freeId(scenario, flowId, 'n');
  const note: Note = { kind: 'note', text: '', x: grid(corner.x), y: grid(corner.y), width: NOTE_WIDTH, height: NOTE_HEIGHT, tone: 'yellow' };
  return { id, changes: [{ path: at(flowId, id), value: note }] };
}

export function changeNote(flowId: string, id: string, note: Note, next: Partial<Note>): readonly Change[] {
  const moved = { ...note, ...next };
  const clamp = (value: number, least: number): number => Math.min(2000, Math.max(least, grid(value)));
  return [{ path: at(flowId, id), value: { ...moved, x: grid(moved.x), y: grid(moved.y), width: clamp(moved.width, 80), height: clamp(moved.height, 40) } }];
}

export function changeGroup(flowId: string, id: string, group: Group, next: Partial<Group>): readonly Change[] {
  return [{ path: at(flowId, id), value: { ...group, ...next } }];
}

export function removeAnnotation(flowId: string, id: string): readonly Change[] {
  return [{ path: at(flowId, id) }];
}

/** What becomes of the groups when nodes leave them: a group without nodes goes. */
export function leaveGroups(scenario: Scenario, flowId: string, gone: ReadonlySet<string>): readonly Change[] {
  return groupsOf(scenario, flowId).flatMap(([id, group]): readonly Change[] => {
    const left = group.nodes.filter((node) => !gone.has(node));
    if (left.length === group.nodes.length) return [];
    return left.length === 0 ? removeAnnotation(flowId, id) : [{ path: at(flowId, id, 'nodes'), value: left }];
  });
}

/** A frame around nodes; a node is in one group only. */
export function groupNodes(scenario: Scenario, flowId: string, nodes: readonly string[], title: string): { readonly id: string; readonly changes: readonly Change[] } {
  const id = freeId(scenario, flowId, 'g');
  const group: Group = { kind: 'group', title, nodes: [...nodes] };
  return { id, changes: [...leaveGroups(scenario, flowId, new Set(nodes)), { path: at(flowId, id), value: group }] };
}

/** The groups that hold exactly these nodes or any of them. */
export function groupsWith(scenario: Scenario, flowId: string, nodes: readonly string[]): readonly string[] {
  const chosen = new Set(nodes);
  return groupsOf(scenario, flowId).flatMap(([id, group]) => (group.nodes.some((node) => chosen.has(node)) ? [id] : []));
}
