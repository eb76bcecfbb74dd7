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
import { RiMindMap } from '@remixicon/react';
import { EventTopologyClient, eventTopologyApiRef } from './api';
import { eventEntityFilter } from './entity-filter';
import { rootRouteRef } from './routes';

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

const entityQueuesCard = EntityCardBlueprint.make({
  name: 'queues',
  params: {
    filter: eventEntityFilter,
    loader: () =>
      import('./components/EntityEvents').then(m => <m.EntityQueuesCard />),
  },
});

const entityTasksCard = EntityCardBlueprint.make({
  name: 'tasks',
  params: {
    filter: eventEntityFilter,
    loader: () =>
      import('./components/EntityEvents').then(m => <m.EntityTasksCard />),
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
  routes: { root: rootRouteRef },
  extensions: [
    eventTopologyApi,
    eventMapPage,
    entityEventsContent,
    entityQueuesCard,
    entityTasksCard,
  ],
});
