/** The one place that deals with the meta-model of `dmn-moddle`, which is that of DMN 1.3, and lifts it to DMN 1.5. */
import { DmnModdle } from 'dmn-moddle';
import dmn13 from 'dmn-moddle/resources/dmn/json/dmn13.json' with { type: 'json' };
import dmndi13 from 'dmn-moddle/resources/dmn/json/dmndi13.json' with { type: 'json' };

export const DMN_NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
export const FEEL_NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/FEEL/';
const DMNDI_NAMESPACE = 'https://www.omg.org/spec/DMN/20230324/DMNDI/';

/** DMN 1.1, 1.2, 1.3, 1.4 and 1.6 are read as 1.5: what we evaluate did not change its name. */
const OTHER_VERSIONS: Readonly<Record<string, string>> = {
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': 'dmn',
  'http://www.omg.org/spec/DMN/20151101/dmn11.xsd': 'dmn',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20211108/MODEL/': 'dmn',
  'https://www.omg.org/spec/DMN/20240513/MODEL/': 'dmn',
  'http://www.omg.org/spec/DMN/20180521/DMNDI/': 'dmndi',
  'https://www.omg.org/spec/DMN/20191111/DMNDI/': 'dmndi',
  'https://www.omg.org/spec/DMN/20211108/DMNDI/': 'dmndi',
  'https://www.omg.org/spec/DMN/20240513/DMNDI/': 'dmndi',
};

interface MetaProperty {
  readonly name: string;
  readonly isId?: boolean;
}

interface MetaType {
  readonly name: string;
  readonly properties?: readonly MetaProperty[];
}

const child = (name: string, type = 'ChildExpression') => ({ name, type, xml: { serialize: 'property' } });

/** Boxed expressions and constraints that came with DMN 1.4 and 1.5 (DMN 1.5, 7.3 and 10.2.2). */
const NEWER_TYPES = [
  { name: 'ChildExpression', properties: [{ name: 'id', isAttr: true, type: 'String' }, { name: 'typeRef', isAttr: true, type: 'String' }, { name: 'value', type: 'Expression' }] },
  { name: 'Conditional', superClass: ['Expression'], properties: [child('if'), child('then'), child('else')] },
  { name: 'Filter', superClass: ['Expression'], properties: [child('in'), child('match')] },
  { name: 'Iterator', isAbstract: true, superClass: ['Expression'], properties: [{ name: 'iteratorVariable', isAttr: true, type: 'String' }, child('in')] },
  { name: 'For', superClass: ['Iterator'], properties: [child('return')] },
  { name: 'Some', superClass: ['Iterator'], properties: [child('satisfies')] },
  { name: 'Every', superClass: ['Iterator'], properties: [child('satisfies')] },
];

const MORE_PROPERTIES: Readonly<Record<string, readonly object[]>> = { ItemDefinition: [child('typeConstraint', 'UnaryTests')] };

/** Ids are not unique names here: the reader would drop an element whose id is Chinese or used twice, without saying so to the user. */
function liftType(type: MetaType): object {
  const properties = (type.properties ?? []).map(({ isId: _isId, ...property }) => property);
  return { ...type, properties: [...properties, ...(MORE_PROPERTIES[type.name] ?? [])] };
}

const PACKAGES = {
  dmn: { ...dmn13, uri: DMN_NAMESPACE, types: [...(dmn13.types as readonly MetaType[]).map(liftType), ...NEWER_TYPES] },
  dmndi: { ...dmndi13, uri: DMNDI_NAMESPACE },
};

export function createModdle(): DmnModdle {
  return new DmnModdle(PACKAGES, { nsMap: { ...OTHER_VERSIONS } });
}
