import {
  ApiBlueprint,
  createFrontendPlugin,
  fetchApiRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { RiMindMap, RiScales3Line } from '@remixicon/react';
import { EventTopologyClient, eventTopologyApiRef } from './api';
import {
  driftEntityFilter,
  eventEntityFilter,
  partsEntityFilter,
  resourceEntityFilter,
} from './entity-filter';
import { driftRouteRef, rootRouteRef } from './routes';

const eventTopologyApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: eventTopologyApiRef,
      deps: { fetchApi: fetchApiRef },
      factory: ({ fetchApi }) => new EventTopologyClient({ fetchApi }),
    }),
});

const eventMapPage = PageBlueprint.make({
  params: {
    path: '/event-map',
    title: 'Event map',
    routeRef: rootRouteRef,
    // The map takes all the space there is, under a heading of its own.
    noHeader: true,
    loader: () =>
      import('./components/EventMapPage').then(m => <m.EventMapPage />),
  },
});

const driftPage = PageBlueprint.make({
  name: 'drift',
  params: {
    path: '/event-drift',
    // The sidebar cuts off what is longer.
    title: 'Catalog drift',
    icon: <RiScales3Line />,
    routeRef: driftRouteRef,
    noHeader: true,
    loader: () => import('./components/Drift').then(m => <m.DriftPage />),
  },
});

const entityEventsContent = EntityContentBlueprint.make({
  name: 'events',
  params: {
    path: 'events',
    title: 'Events',
    filter: eventEntityFilter,
    loader: () =>
      import('./components/EntityEvents').then(m => <m.EntityEventsContent />),
  },
});

const entityResourceCard = EntityCardBlueprint.make({
  name: 'resource',
  params: {
    filter: resourceEntityFilter,
    loader: () =>
      import('./components/EntityResource').then(m => <m.EntityResourceCard />),
  },
});

const entityQueuesCard = EntityCardBlueprint.make({
  name: 'queues',
  params: {
    filter: partsEntityFilter,
    loader: () =>
      import('./components/EntityEvents').then(m => <m.EntityQueuesCard />),
  },
});

const entityTasksCard = EntityCardBlueprint.make({
  name: 'tasks',
  params: {
    filter: partsEntityFilter,
    loader: () =>
      import('./components/EntityEvents').then(m => <m.EntityTasksCard />),
  },
});

const entityDriftCard = EntityCardBlueprint.make({
  name: 'drift',
  params: {
    filter: driftEntityFilter,
    loader: () => import('./components/Drift').then(m => <m.EntityDriftCard />),
  },
});

/** The type of the documents that the search module makes of the map. */
const SEARCH_TYPE = 'event-topology';

const searchResultItem = SearchResultListItemBlueprint.make({
  params: {
    predicate: result => result.type === SEARCH_TYPE,
    component: () =>
      import('./components/SearchResultItem').then(m => m.SearchResultItem),
  },
});

const searchResultType = SearchFilterResultTypeBlueprint.make({
  params: {
    value: SEARCH_TYPE,
    name: 'Event map',
    icon: <RiMindMap />,
  },
});

/**
 * The event map in the portal and on catalog entities.
 *
 * @public
 */
export const eventTopologyPlugin = createFrontendPlugin({
  pluginId: 'event-topology',
  title: 'Event map',
  icon: <RiMindMap />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef, drift: driftRouteRef },
  extensions: [
    eventTopologyApi,
    eventMapPage,
    driftPage,
    entityEventsContent,
    entityResourceCard,
    entityQueuesCard,
    entityTasksCard,
    entityDriftCard,
    searchResultItem,
    searchResultType,
  ],
});
