import type { DmnModdle, ModdleElement } from 'dmn-moddle';

/** Makes elements of the meta-model; absent properties and empty lists are left out. */
export type Build = (type: string, properties: Readonly<Record<string, unknown>>) => ModdleElement;

export function createBuilder(moddle: DmnModdle): Build {
  return (type, properties) => {
    const present = Object.entries(properties).filter(([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0));
    return moddle.create(`dmn:${type}`, Object.fromEntries(present));
  };
}

/** A unary test or literal around one text. */
export function textElement(build: Build, type: 'UnaryTests' | 'LiteralExpression', text: string | undefined): ModdleElement | undefined {
  return text === undefined ? undefined : build(type, { text });
}

export function reference(build: Build, href: string): ModdleElement {
  return build('DMNElementReference', { href });
}
