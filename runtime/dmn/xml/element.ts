/** Typed looks into elements of the XML reader; absent things are left out, never undefined. */
import type { ModdleElement } from 'dmn-moddle';

export function textOf(element: ModdleElement, name: string): string | undefined {
  const value = element.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function childOf(element: ModdleElement, name: string): ModdleElement | null {
  const value = element.get(name);
  return typeof value === 'object' && value !== null ? (value as ModdleElement) : null;
}

export function childrenOf(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = element.get(name);
  return Array.isArray(value) ? (value as readonly ModdleElement[]) : [];
}

/** `{ key: text }` for the named texts that are there. */
export function texts<K extends string>(element: ModdleElement, ...names: readonly K[]): { [P in K]?: string } {
  const made: { [P in K]?: string } = {};
  for (const name of names) {
    const value = textOf(element, name);
    if (value !== undefined) made[name] = value;
  }
  return made;
}

/** The text inside a child such as `<inputValues><text>`. */
export function innerText(element: ModdleElement, name: string): string | undefined {
  const inner = childOf(element, name);
  return inner === null ? undefined : textOf(inner, 'text');
}

export function hrefOf(element: ModdleElement, name: string): string | undefined {
  const reference = childOf(element, name);
  return reference === null ? undefined : textOf(reference, 'href');
}

export function hrefs(elements: readonly ModdleElement[], name: string): readonly string[] {
  return elements.flatMap((element) => hrefOf(element, name) ?? []);
}

export function ownHrefs(element: ModdleElement, name: string): readonly string[] {
  return childrenOf(element, name).flatMap((reference) => textOf(reference, 'href') ?? []);
}
