/** The test files of the DMN TCK (testCases.xsd) as data. */
import { contextFrom } from '../../runtime/language/values/contexts.ts';
import { parseNumber } from '../../runtime/language/values/numbers.ts';
import { parseTemporal } from '../../runtime/language/values/temporal.ts';
import type { Value } from '../../runtime/language/values/value.ts';
import type { DmnInput } from '../../runtime/dmn/compile-dmn.ts';
import { childrenNamed, parseXml } from './xml.ts';
import type { XmlElement } from './xml.ts';

export interface ResultNode {
  readonly name: string;
  readonly expected: Value;
}

export interface TestCase {
  readonly id: string;
  readonly kind: 'decision' | 'decisionService' | 'bkm';
  readonly invocableName: string | null;
  readonly inputs: readonly DmnInput[];
  readonly results: readonly ResultNode[];
}

export interface TestFile {
  /** File name of the model. */
  readonly modelName: string | null;
  readonly cases: readonly TestCase[];
}

const KINDS = ['decision', 'decisionService', 'bkm'] as const;

/** Null when the file holds something else. */
export function readTestFile(xml: string): TestFile | null {
  const root = parseXml(xml);
  if (root.name !== 'testCases') return null;
  return {
    modelName: childrenNamed(root, 'modelName')[0]?.text.trim() ?? null,
    cases: childrenNamed(root, 'testCase').map((element, index) => ({
      id: element.attributes['id'] ?? String(index + 1),
      kind: KINDS.find((kind) => kind === element.attributes['type']) ?? 'decision',
      invocableName: element.attributes['invocableName'] ?? null,
      inputs: childrenNamed(element, 'inputNode').map((node) => ({ name: node.attributes['name'] ?? '', value: readValue(node), ...namespaceOf(node) })),
      results: childrenNamed(element, 'resultNode').map((node) => ({ name: node.attributes['name'] ?? '', expected: childrenNamed(node, 'expected').map(readValue)[0] ?? null })),
    })),
  };
}

function namespaceOf(node: XmlElement): { readonly namespace?: string } {
  const namespace = node.attributes['namespace'];
  return namespace === undefined ? {} : { namespace };
}

const isNil = (element: XmlElement): boolean => element.attributes['nil'] === 'true';

/** The value inside an inputNode, expected, component or item. */
function readValue(holder: XmlElement): Value {
  if (isNil(holder)) return null;
  const list = childrenNamed(holder, 'list')[0];
  if (list !== undefined) return isNil(list) ? null : childrenNamed(list, 'item').map(readValue);
  const components = childrenNamed(holder, 'component');
  if (components.length > 0) return contextFrom(components.map((component): [string, Value] => [component.attributes['name'] ?? '', readValue(component)]));
  const value = childrenNamed(holder, 'value')[0];
  return value === undefined || isNil(value) ? null : readScalar(value);
}

const NUMBERS: ReadonlySet<string> = new Set(['decimal', 'double', 'float', 'integer', 'int', 'long', 'short', 'nonNegativeInteger', 'positiveInteger']);
const TEMPORALS: ReadonlySet<string> = new Set(['date', 'time', 'dateTime', 'duration', 'dayTimeDuration', 'yearMonthDuration']);

function readScalar({ attributes, text }: XmlElement): Value {
  const type = (attributes['type'] ?? '').replace(/^.*:/, '');
  if (NUMBERS.has(type)) return parseNumber(text.trim());
  if (TEMPORALS.has(type)) return parseTemporal(text.trim());
  if (type === 'boolean') return text.trim() === 'true' || text.trim() === '1';
  return type === '' ? guess(text) : text;
}

/** A value whose type the file leaves to the model; `<value/>` alone is no text but nothing. */
function guess(text: string): Value {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  return parseNumber(trimmed) ?? parseTemporal(trimmed) ?? text;
}
