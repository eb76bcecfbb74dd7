import {
  HEALTH_ORDER,
  NodeGroup,
  NodeHealth,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { Sort, SortColumn } from './view-state';

/** A row of the table: a resource and what is shown of it. */
export interface ResourceRow {
  node: TopologyNode;
  health: NodeHealth;
  group?: NodeGroup;
}

/** Rows in the order of a column; equal ones by name, then by id. */
export function sortRows(rows: ResourceRow[], sort: Sort): ResourceRow[] {
  const sign = sort.descending ? -1 : 1;
  const key = sortKey(sort.column);
  return [...rows].sort(
    (a, b) =>
      sign * compare(key(a), key(b)) ||
      compare(readingOrder(a), readingOrder(b)) ||
      compare(a.node.id, b.node.id),
  );
}

function sortKey(column: SortColumn): (row: ResourceRow) => string | number {
  switch (column) {
    case 'health':
      return row => HEALTH_ORDER.indexOf(row.health.status);
    case 'kind':
      return row => row.node.kind;
    case 'group':
      return row => row.group?.title ?? '';
    case 'owner':
      // Owned ones first: what has no owner is the exception.
      return row => row.node.catalog?.owner ?? '\uffff';
    case 'account':
      return row => `${row.node.accountId} ${row.node.region}`;
    default:
      return readingOrder;
  }
}

/** As people look names up: capitals are no reason to stand apart. */
function readingOrder({ node }: ResourceRow): string {
  return node.name.toLocaleLowerCase('en');
}

function compare(a: string | number, b: string | number): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
