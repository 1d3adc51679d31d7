declare module 'dmn-moddle' {
  /** An element of the file: its type as `dmn:Decision`, its properties by name. */
  export interface ModdleElement {
    readonly $type: string;
    readonly get: (name: string) => unknown;
    readonly set: (name: string, value: unknown) => void;
  }

  export interface ModdleWarning {
    readonly message: string;
  }

  export class DmnModdle {
    constructor(packages: Readonly<Record<string, unknown>>, options?: Readonly<Record<string, unknown>>);
    create(type: string, properties: Readonly<Record<string, unknown>>): ModdleElement;
    /** Rejects when the text is no XML or the root is another element. */
    fromXML(xml: string): Promise<{ readonly rootElement: ModdleElement; readonly warnings: readonly ModdleWarning[] }>;
    toXML(root: ModdleElement, options: { readonly format: boolean }): Promise<{ readonly xml: string }>;
  }
}
