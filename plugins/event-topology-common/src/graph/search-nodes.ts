import { TopologyNode } from '../model';

/** How well a word fits a node; the better the fit, the higher. */
const FIT = {
  wholeName: 5,
  startOfName: 4,
  startOfWordInName: 3,
  inName: 2,
  elsewhere: 1,
};

/**
 * The nodes that contain every word of the text in their name, ARN, kind,
 * tags, owner or catalog entity, best first. Without any word all nodes come
 * back in their own order.
 *
 * @public
 */
export function searchNodes(
  nodes: readonly TopologyNode[],
  text: string,
): TopologyNode[] {
  const words = text.toLocaleLowerCase('en-US').split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    return [...nodes];
  }
  return nodes
    .map(node => ({ node, fit: fitOf(node, words) }))
    .filter(({ fit }) => fit > 0)
    .sort(
      (a, b) =>
        b.fit - a.fit ||
        compare(a.node.name, b.node.name) ||
        compare(a.node.id, b.node.id),
    )
    .map(({ node }) => node);
}

function fitOf(node: TopologyNode, words: readonly string[]): number {
  const name = node.name.toLocaleLowerCase('en-US');
  const elsewhere = searchableTexts(node).join('\n').toLocaleLowerCase('en-US');
  const fits = words.map(word => fitOfWord(word, name, elsewhere));
  return fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, 0);
}

function fitOfWord(word: string, name: string, elsewhere: string): number {
  if (name === word) {
    return FIT.wholeName;
  }
  const position = name.indexOf(word);
  if (position === 0) {
    return FIT.startOfName;
  }
  if (position > 0) {
    return startsAWord(name, word) ? FIT.startOfWordInName : FIT.inName;
  }
  return elsewhere.includes(word) ? FIT.elsewhere : 0;
}

/** True when the text stands after something that is no letter or digit. */
function startsAWord(name: string, word: string): boolean {
  for (
    let position = name.indexOf(word);
    position >= 0;
    position = name.indexOf(word, position + 1)
  ) {
    if (position === 0 || !/[\p{L}\p{N}]/u.test(name[position - 1])) {
      return true;
    }
  }
  return false;
}

function searchableTexts(node: TopologyNode): string[] {
  const { catalog } = node;
  return [
    node.id,
    node.kind,
    ...Object.entries(node.tags).map(([key, value]) => `${key}=${value}`),
    ...[
      catalog?.entityRef,
      catalog?.title,
      catalog?.owner,
      catalog?.system,
    ].filter(text => text !== undefined),
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
