import { assignRanks } from './assign-ranks';
import {
  COLLAPSED_GROUP_HEIGHT,
  GROUP_GAP,
  NODE_HEIGHT,
  NODE_WIDTH,
  RANK_GAP,
  ROW_GAP,
} from './dimensions';
import { flowOrder, WeightedLink } from './flow-order';
import { Point } from './layout-members';

/** @internal */
export interface GroupBox {
  id: string;
  width: number;
  height: number;
}

/** Slots are so many columns of nodes wide and so many rows high. */
const SLOT_WIDTH = 2 * (NODE_WIDTH + RANK_GAP);
const SLOT_HEIGHT = 4 * (NODE_HEIGHT + ROW_GAP);

/**
 * Reserves more than a group needs: one node more must not push away all the
 * groups behind it.
 */
function intoSlot({ id, width, height }: GroupBox): GroupBox {
  const collapsed = height <= COLLAPSED_GROUP_HEIGHT;
  return collapsed
    ? { id, width, height }
    : {
        id,
        width: Math.ceil(width / SLOT_WIDTH) * SLOT_WIDTH,
        height: Math.ceil(height / SLOT_HEIGHT) * SLOT_HEIGHT,
      };
}

/** Width to height of a screen with the portal's sidebar and the toolbar off. */
const SCREEN_RATIO = 1.7;

/**
 * Places groups apart, producers left of consumers. Groups that nothing joins
 * to another stand in rows beneath. Columns are as many as fit the ratio of a
 * screen: a chain of forty systems is folded rather than drawn forty wide.
 */
export function placeGroups(
  boxes: GroupBox[],
  links: WeightedLink[],
): Map<string, Point> {
  const sorted = boxes.map(intoSlot).sort((a, b) => (a.id < b.id ? -1 : 1));
  const joinedIds = new Set(
    links
      .filter(link => link.from !== link.to)
      .flatMap(link => [link.from, link.to]),
  );
  const joined = sorted.filter(box => joinedIds.has(box.id));
  const loose = sorted.filter(box => !joinedIds.has(box.id));

  const positions = new Map<string, Point>();
  const { width, height } = placeColumns(intoColumns(joined, links), positions);
  placeRows(loose, height > 0 ? height + GROUP_GAP : 0, width, positions);
  return positions;
}

function intoColumns(boxes: GroupBox[], links: WeightedLink[]): GroupBox[][] {
  if (boxes.length === 0) {
    return [];
  }
  const ids = boxes.map(box => box.id);
  const ranks = assignRanks(ids, links);
  const depth = Math.max(...ranks.values()) + 1;
  const most = mostColumns(boxes);
  if (depth <= most) {
    return byRank(boxes, id => ranks.get(id) ?? 0);
  }

  // Deeper than the screen is wide: keep the order of the flow, and fill the
  // columns to about the same height.
  const byId = new Map(boxes.map(box => [box.id, box]));
  const height = boxes.reduce((sum, box) => sum + box.height + GROUP_GAP, 0);
  const columns: GroupBox[][] = [];
  let filled = 0;
  for (const id of flowOrder(ids, links)) {
    const box = byId.get(id);
    if (box) {
      const column = Math.min(most - 1, Math.floor((filled / height) * most));
      (columns[column] ??= []).push(box);
      filled += box.height + GROUP_GAP;
    }
  }
  return columns
    .filter(column => column !== undefined)
    .map(column => column.sort((a, b) => (a.id < b.id ? -1 : 1)));
}

function mostColumns(boxes: GroupBox[]): number {
  const area = boxes.reduce(
    (sum, box) => sum + (box.width + GROUP_GAP) * (box.height + GROUP_GAP),
    0,
  );
  const meanWidth =
    boxes.reduce((sum, box) => sum + box.width + GROUP_GAP, 0) / boxes.length;
  return Math.max(4, Math.round(Math.sqrt(area * SCREEN_RATIO) / meanWidth));
}

function byRank(
  boxes: GroupBox[],
  rankOf: (id: string) => number,
): GroupBox[][] {
  const columns: GroupBox[][] = [];
  for (const box of boxes) {
    (columns[rankOf(box.id)] ??= []).push(box);
  }
  return columns;
}

function placeColumns(
  columns: GroupBox[][],
  positions: Map<string, Point>,
): { width: number; height: number } {
  let x = 0;
  let bottom = 0;
  for (const column of columns) {
    let y = 0;
    for (const box of column) {
      positions.set(box.id, { x, y });
      y += box.height + GROUP_GAP;
    }
    bottom = Math.max(bottom, y - GROUP_GAP);
    x += Math.max(...column.map(box => box.width)) + GROUP_GAP;
  }
  return { width: Math.max(0, x - GROUP_GAP), height: bottom };
}

function placeRows(
  boxes: GroupBox[],
  top: number,
  widthAbove: number,
  positions: Map<string, Point>,
) {
  if (boxes.length === 0) {
    return;
  }
  const area = boxes.reduce(
    (sum, box) => sum + (box.width + GROUP_GAP) * (box.height + GROUP_GAP),
    0,
  );
  const limit = Math.max(widthAbove, Math.sqrt(area * SCREEN_RATIO));
  let x = 0;
  let y = top;
  let rowHeight = 0;
  for (const box of boxes) {
    if (x > 0 && x + box.width > limit) {
      x = 0;
      y += rowHeight + GROUP_GAP;
      rowHeight = 0;
    }
    positions.set(box.id, { x, y });
    x += box.width + GROUP_GAP;
    rowHeight = Math.max(rowHeight, box.height);
  }
}
