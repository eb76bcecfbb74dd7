import { WeightedLink } from './flow-order';

/** The columns are gone through so often, to and fro; after that little moves. */
const SWEEPS = 12;

/**
 * Gives each id of each column its height: near the things it is joined to,
 * in the order of its column, never closer than a row to the next. dagre keeps
 * room for every line that passes a column, which makes maps twice as tall.
 *
 * @param columns - the ids of each column, from the top
 * @param row - the least distance between two in a column
 * @returns the height of each id, the topmost at 0
 */
export function alignColumns(
  columns: string[][],
  links: WeightedLink[],
  row: number,
): Map<string, number> {
  const tallest = Math.max(...columns.map(column => column.length));
  const heights = new Map<string, number>();
  for (const column of columns) {
    const top = ((tallest - column.length) * row) / 2;
    column.forEach((id, index) => heights.set(id, top + index * row));
  }

  const columnOf = new Map(
    columns.flatMap((column, index) =>
      column.map((id): [string, number] => [id, index]),
    ),
  );
  const before = neighbours(links, 'to', 'from', columnOf, heights);
  const after = neighbours(links, 'from', 'to', columnOf, heights);

  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const forwards = sweep % 2 === 0;
    const order = forwards ? columns : [...columns].reverse();
    for (const column of order) {
      alignColumn(column, forwards ? before : after, heights, row);
    }
  }

  const top = Math.min(...heights.values());
  return new Map(
    [...heights].map(([id, height]) => [id, Math.round(height - top)]),
  );
}

function neighbours(
  links: WeightedLink[],
  near: 'from' | 'to',
  far: 'from' | 'to',
  columnOf: Map<string, number>,
  heights: Map<string, number>,
): Map<string, WeightedLink[]> {
  const byId = new Map<string, WeightedLink[]>();
  for (const link of links) {
    const other = { ...link, from: link[near], to: link[far] };
    if (
      heights.has(other.to) &&
      columnOf.get(other.from) !== columnOf.get(other.to)
    ) {
      const list = byId.get(other.from);
      if (list) {
        list.push(other);
      } else {
        byId.set(other.from, [other]);
      }
    }
  }
  return byId;
}

interface Block {
  /** How many of the column it holds. */
  size: number;
  /** The sum of the wanted heights, each less its place in the column, by weight. */
  sum: number;
  weight: number;
}

/** Puts a column where its neighbours are: least squares under the order. */
function alignColumn(
  column: string[],
  neighboursOf: Map<string, WeightedLink[]>,
  heights: Map<string, number>,
  row: number,
) {
  const blocks: Block[] = [];
  column.forEach((id, index) => {
    const { height, weight } = wanted(id, neighboursOf, heights);
    let block: Block = {
      size: 1,
      sum: (height - index * row) * weight,
      weight,
    };
    // Two that want to overlap or swap move together from here on.
    for (
      let last = blocks[blocks.length - 1];
      last && last.sum / last.weight >= block.sum / block.weight;
      last = blocks[blocks.length - 1]
    ) {
      blocks.pop();
      block = {
        size: last.size + block.size,
        sum: last.sum + block.sum,
        weight: last.weight + block.weight,
      };
    }
    blocks.push(block);
  });

  let index = 0;
  for (const block of blocks) {
    for (let member = 0; member < block.size; member += 1) {
      heights.set(column[index], block.sum / block.weight + index * row);
      index += 1;
    }
  }
}

/** Without neighbours on this side, it stays about where it is and gives way. */
const GIVES_WAY = 0.1;

function wanted(
  id: string,
  neighboursOf: Map<string, WeightedLink[]>,
  heights: Map<string, number>,
): { height: number; weight: number } {
  const links = neighboursOf.get(id) ?? [];
  if (links.length === 0) {
    return { height: heights.get(id) ?? 0, weight: GIVES_WAY };
  }
  let weight = 0;
  let sum = 0;
  for (const link of links) {
    weight += link.weight;
    sum += (heights.get(link.to) ?? 0) * link.weight;
  }
  return { height: sum / weight, weight };
}
