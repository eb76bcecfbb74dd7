import {
  HEALTH_ORDER,
  HealthStatus,
  NODE_KINDS,
  NodeKind,
} from '@ecs-eda/plugin-event-topology-common';

/** What is selected: its details are in the side panel. */
export interface Selection {
  type: 'node' | 'edge' | 'group';
  id: string;
}

/** @internal */
export interface Filters {
  text: string;
  kinds: NodeKind[];
  health: HealthStatus[];
  accounts: string[];
  /** Entity refs. */
  owners: string[];
}

/** Columns that the table of resources can be sorted by. */
export const SORT_COLUMNS = [
  'health',
  'kind',
  'name',
  'group',
  'owner',
  'account',
] as const;

/** @internal */
export type SortColumn = (typeof SORT_COLUMNS)[number];

/** @internal */
export interface Sort {
  column: SortColumn;
  descending: boolean;
}

/** Everything about a view of the map that an address can hold. */
export interface ViewState {
  view: 'map' | 'table';
  rows: 'resources' | 'connections';
  selection?: Selection;
  filters: Filters;
  /** True leaves out what the filters don't match; false dims it. */
  onlyMatching: boolean;
  /** Groups that are open although the map opens collapsed. */
  openGroups: string[];
  /** Groups that are collapsed although the map opens unfolded. */
  collapsedGroups: string[];
  sort: Sort;
}

/** @internal */
export const INITIAL_VIEW: ViewState = {
  view: 'map',
  rows: 'resources',
  filters: { text: '', kinds: [], health: [], accounts: [], owners: [] },
  onlyMatching: false,
  openGroups: [],
  collapsedGroups: [],
  sort: { column: 'health', descending: false },
};

const SELECTION_TYPES = ['node', 'edge', 'group'] as const;
const OWN_PARAMETERS = [
  'view',
  'rows',
  ...SELECTION_TYPES,
  'q',
  'kind',
  'health',
  'account',
  'owner',
  'only',
  'open',
  'closed',
  'sort',
];

/** Reads the view from an address. What it does not know is passed over. */
export function readViewState(params: URLSearchParams): ViewState {
  const type = SELECTION_TYPES.find(candidate => params.get(candidate));
  return {
    view: params.get('view') === 'table' ? 'table' : 'map',
    rows: params.get('rows') === 'connections' ? 'connections' : 'resources',
    selection: type && { type, id: params.get(type) ?? '' },
    filters: {
      text: params.get('q') ?? '',
      kinds: NODE_KINDS.filter(kind => params.getAll('kind').includes(kind)),
      health: HEALTH_ORDER.filter(status =>
        params.getAll('health').includes(status),
      ),
      accounts: params.getAll('account'),
      owners: params.getAll('owner'),
    },
    onlyMatching: params.get('only') === 'true',
    openGroups: params.getAll('open'),
    collapsedGroups: params.getAll('closed'),
    sort: readSort(params.get('sort')),
  };
}

/**
 * Writes the view into search parameters. Defaults are left out, and
 * parameters that belong to somebody else are kept.
 */
export function writeViewState(
  view: ViewState,
  current: URLSearchParams,
): URLSearchParams {
  const params = new URLSearchParams(current);
  OWN_PARAMETERS.forEach(name => params.delete(name));

  if (view.view === 'table') {
    params.set('view', 'table');
  }
  if (view.rows === 'connections') {
    params.set('rows', 'connections');
  }
  if (view.selection) {
    params.set(view.selection.type, view.selection.id);
  }
  if (view.filters.text) {
    params.set('q', view.filters.text);
  }
  view.filters.kinds.forEach(kind => params.append('kind', kind));
  view.filters.health.forEach(status => params.append('health', status));
  view.filters.accounts.forEach(account => params.append('account', account));
  view.filters.owners.forEach(owner => params.append('owner', owner));
  if (view.onlyMatching) {
    params.set('only', 'true');
  }
  view.openGroups.forEach(id => params.append('open', id));
  view.collapsedGroups.forEach(id => params.append('closed', id));
  const sort = writeSort(view.sort);
  if (sort !== writeSort(INITIAL_VIEW.sort)) {
    params.set('sort', sort);
  }
  return params;
}

function readSort(value: string | null): Sort {
  const descending = value?.startsWith('-') ?? false;
  const name = descending ? value?.slice(1) : value;
  const column = SORT_COLUMNS.find(candidate => candidate === name);
  return column ? { column, descending } : INITIAL_VIEW.sort;
}

function writeSort({ column, descending }: Sort): string {
  return descending ? `-${column}` : column;
}
