import { Parser } from 'saxen';

/** An element of a test file; names without their namespace prefix. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Throws on what is no XML. */
export function parseXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const stack: XmlElement[] = [root];
  const add = (text: string): void => {
    const top = stack.at(-1);
    if (top !== undefined) top.text += text;
  };
  new Parser()
    .on('openTag', (name, attributes, decode) => {
      const read = attributes();
      const element: XmlElement = { name: localName(name), attributes: Object.fromEntries(Object.entries(read).map(([key, value]) => [localName(key), decode(value)])), children: [], text: '' };
      stack.at(-1)?.children.push(element);
      stack.push(element);
    })
    .on('closeTag', () => stack.pop())
    .on('text', (text, decode) => add(decode(text)))
    .on('cdata', add)
    .on('error', (error) => { throw error; })
    .parse(xml);
  const [first] = root.children;
  if (first === undefined) throw new Error('no element');
  return first;
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}
