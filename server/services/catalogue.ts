import type { Port } from '../../runtime/nodes/define-node.ts';
import { OUT } from '../../runtime/nodes/define-node.ts';
import type { AnyNodeType } from '../../runtime/nodes/define-node.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { NodeTypeItem, TemplateItem } from '../api/scenario.ts';
import type { PluginLoad } from './plugins/load.ts';
import type { Template } from './templates.ts';
import { textPair } from './texts.ts';

function staticPorts(type: AnyNodeType): readonly Port[] {
  return Array.isArray(type.ports) ? (type.ports as readonly Port[]) : [OUT];
}

/** The palette: one entry for the newest version of each type. */
export function nodeTypeItems({ registry, origin }: PluginLoad): NodeTypeItem[] {
  const newest = registry.all.filter((type) => registry.find(type.type) === type);
  return newest.map((type) => {
    const plugin = origin.get(type.type);
    return {
      type: type.type, version: type.version, category: type.category, title: type.title, summary: type.summary, ...(type.help ? { help: type.help } : {}),
      icon: type.icon, keywords: [...(type.keywords ?? [])], config: type.config as unknown, example: type.example as Record<string, unknown>,
      ports: staticPorts(type).map((port) => ({ ...port })), effect: type.effect, ...(plugin ? { plugin } : {}),
    };
  });
}

interface FlowShape {
  readonly nodes?: Readonly<Record<string, { readonly type?: string }>>;
  readonly edges?: Readonly<Record<string, readonly [string, string, ...string[]]>>;
}

function firstFlow(scenario: JsonObject): readonly [string, FlowShape] {
  const flows = Object.entries((scenario['flows'] ?? {}) as Readonly<Record<string, FlowShape>>);
  return flows.find(([id]) => id === 'main') ?? flows[0] ?? ['main', {}];
}

export function countNodes(scenario: JsonObject): number {
  const flows = scenario['flows'];
  if (typeof flows !== 'object' || flows === null) return 0;
  return Object.values(flows as Record<string, FlowShape | null>).reduce((sum, flow) => sum + Object.keys(flow?.nodes ?? {}).length, 0);
}

/** The little drawing of a card: categories at their canvas positions. */
function sketchOf(scenario: JsonObject, load: PluginLoad): TemplateItem['sketch'] {
  const [flow, shape] = firstFlow(scenario);
  const layout = ((scenario['layout'] ?? {}) as Record<string, Record<string, { x: number; y: number }>>)[flow] ?? {};
  const ids = Object.keys(shape.nodes ?? {});
  const nodes = ids.map((id, index) => {
    const type = shape.nodes?.[id]?.type ?? '';
    return { category: load.registry.find(type)?.category ?? type.split('.')[0] ?? 'flow', x: layout[id]?.x ?? 0, y: layout[id]?.y ?? index * 96 };
  });
  const edges = Object.values(shape.edges ?? {}).flatMap((edge): [number, number][] => {
    const from = ids.indexOf(edge[0].split('.')[0] ?? '');
    const to = ids.indexOf(edge[1]);
    return from >= 0 && to >= 0 ? [[from, to]] : [];
  });
  return { nodes, edges };
}

export function templateItem(template: Template, load: PluginLoad): TemplateItem {
  const { scenario } = template;
  const icon = scenario['icon'];
  return {
    slug: template.slug, title: textPair(scenario, scenario['title']), purpose: textPair(scenario, scenario['purpose']), ...(typeof icon === 'string' ? { icon } : {}),
    nodes: countNodes(scenario), cases: template.cases.cases.length, datasets: template.datasets.length, sketch: sketchOf(scenario, load),
  };
}
