import type { LocalText } from '../schema/text.ts';

/** The parts of a JSON Schema that lead to the words of a setting. */
interface Worded {
  readonly title?: string;
  readonly 'x-en'?: { readonly title?: string };
  readonly properties?: Readonly<Record<string, Worded>>;
  readonly items?: Worded | readonly Worded[];
  readonly anyOf?: readonly Worded[];
}

function below(schema: Worded | undefined, step: string): Worded | undefined {
  if (schema === undefined) return undefined;
  if (schema.properties !== undefined && Object.hasOwn(schema.properties, step)) return schema.properties[step];
  if (schema.items !== undefined && /^\d+$/u.test(step)) return Array.isArray(schema.items) ? (schema.items as readonly Worded[])[Number(step)] : (schema.items as Worded);
  return schema.anyOf?.map((branch) => below(branch, step)).find((found) => found !== undefined);
}

/** What people call a place of a config, by the words of its schema: `条件 2 › 出口`. What has no words is called by its name. */
export function settingName(config: unknown, way: readonly string[]): Required<LocalText> {
  let schema = config as Worded | undefined;
  const zh: string[] = [];
  const en: string[] = [];
  for (const step of way) {
    schema = below(schema, step);
    const last = zh.length - 1;
    if (/^\d+$/u.test(step) && last >= 0) {
      zh[last] = `${zh[last] ?? ''} ${Number(step) + 1}`;
      en[last] = `${en[last] ?? ''} ${Number(step) + 1}`;
    } else if (step !== '') {
      zh.push(schema?.title ?? step);
      en.push(schema?.['x-en']?.title ?? schema?.title ?? step);
    }
  }
  return { 'zh-CN': zh.length === 0 ? '设置' : zh.join(' › '), en: en.length === 0 ? 'config' : en.join(' › ') };
}
