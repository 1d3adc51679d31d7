/** The one place that mends what the grammar binds the wrong way round. */
import { Tree, type NodeType, type SyntaxNode } from '@lezer/common';

interface Piece {
  readonly type: NodeType;
  readonly from: number;
  readonly to: number;
  readonly children: readonly Piece[];
}

type TypeNamed = (name: 'Conjunction' | 'Disjunction') => NodeType;

const MAY_BE_SWALLOWED = /\bin\b[^]*\b(?:and|or)\b/;
const CHAINS: readonly string[] = ['Conjunction', 'Disjunction'];
const COMMENTS: ReadonlySet<string> = new Set(['LineComment', 'BlockComment']);

/**
 * `a in [1, 2] and b` means `(a in [1, 2]) and b`, as for every other comparison; the grammar reads `a in ([1, 2] and b)`.
 * A test that speaks of its value itself, `a in ? > 1 and ? < 5`, reaches as far as it does so.
 */
export function bindComparisons(tree: Tree, source: string, typeNamed: TypeNamed): Tree {
  if (!MAY_BE_SWALLOWED.test(source) || !hasSwallowed(tree)) return tree;
  return treeOf(rebuilt(pieceOf(tree.topNode), typeNamed));
}

function hasSwallowed(tree: Tree): boolean {
  let found = false;
  tree.iterate({
    enter(node) {
      if (node.name.endsWith('PositiveUnaryTest')) found ||= CHAINS.some((name) => node.node.getChild(name) !== null);
      return !found;
    },
  });
  return found;
}

function pieceOf(node: SyntaxNode): Piece {
  const children: Piece[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (!COMMENTS.has(child.name)) children.push(pieceOf(child));
  return { type: node.type, from: node.from, to: node.to, children };
}

function treeOf(piece: Piece): Tree {
  return new Tree(piece.type, piece.children.map(treeOf), piece.children.map((child) => child.from - piece.from), piece.to - piece.from);
}

/** What follows `in`, and after its comparison sign when it has one. */
function testedPart(test: Piece): Piece | undefined {
  const [first] = test.children;
  return first?.type.name === 'SimplePositiveUnaryTest' ? first.children.at(-1) : first;
}

function rebuilt(piece: Piece, typeNamed: TypeNamed): Piece {
  // A word by itself joins nothing: the `and` of a `between`.
  return piece.children.length === 0 ? piece : combined(flattened(piece, typeNamed), typeNamed);
}

/** Operands and the words between them, in the order of the source. */
function flattened(piece: Piece, typeNamed: TypeNamed): readonly Piece[] {
  const [left, word, right] = piece.children;
  if (CHAINS.includes(piece.type.name) && left && word && right) return [...flattened(left, typeNamed), word, ...flattened(right, typeNamed)];
  if (piece.type.name === 'Comparison' && left && word?.type.name === 'in' && right?.type.name === 'PositiveUnaryTest' && piece.children.length === 3) {
    return flattenedTest(piece, { left, word, right }, typeNamed);
  }
  return [{ ...piece, children: piece.children.map((child) => rebuilt(child, typeNamed)) }];
}

interface Parts {
  readonly left: Piece;
  readonly word: Piece;
  readonly right: Piece;
}

function flattenedTest(piece: Piece, { left, word, right }: Parts, typeNamed: TypeNamed): readonly Piece[] {
  const tested = testedPart(right);
  if (tested === undefined) return [piece];
  const flat = flattened(tested, typeNamed);
  const own = ownItems(flat);
  const test = combined(flat.slice(0, own), typeNamed);
  const simple = right.children[0];
  const inner = simple !== undefined && simple !== tested ? spanning(simple.type, [...simple.children.slice(0, -1), test]) : test;
  return [spanning(piece.type, [rebuilt(left, typeNamed), word, spanning(right.type, [inner])]), ...flat.slice(own)];
}

/** How many of the pieces belong to the test: the first, or all up to the last that names the tested value when the first does. */
function ownItems(flat: readonly Piece[]): number {
  if (flat[0] === undefined || !namesValue(flat[0])) return 1;
  return flat.findLastIndex(namesValue) + 1;
}

function namesValue(piece: Piece): boolean {
  return piece.type.name === '?' || piece.children.some(namesValue);
}

function spanning(type: NodeType, children: readonly Piece[]): Piece {
  return { type, from: children[0]?.from ?? 0, to: children.at(-1)?.to ?? 0, children };
}

/** `and` binds more than `or`, and both from the left. */
function combined(flat: readonly Piece[], typeNamed: TypeNamed): Piece {
  return joined(flat, 'or', typeNamed('Disjunction'), (part) => joined(part, 'and', typeNamed('Conjunction'), ([only]) => only as Piece));
}

function joined(flat: readonly Piece[], word: 'and' | 'or', type: NodeType, each: (part: readonly Piece[]) => Piece): Piece {
  let made: Piece | null = null;
  let from = 0;
  for (let at = 0; at <= flat.length; at += 1) {
    if (at < flat.length && flat[at]?.type.name !== word) continue;
    const part = each(flat.slice(from, at));
    const before = flat[from - 1];
    made = made === null || before === undefined ? part : spanning(type, [made, before, part]);
    from = at + 1;
  }
  return made as Piece;
}
