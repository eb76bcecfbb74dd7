import { eventTopologyRefreshPermission } from '@ecs-eda/plugin-event-topology-common';
import { TopologyRefresher } from '../refresh/TopologyRefresher';
import { CurrentTopology } from '../topology/CurrentTopology';
import { TopologyViews } from '../visibility/TopologyViews';
import { hasTag, setTag } from './entity-tag';
import { Route } from './Route';

/** The map, how reading it goes, and the wish to read it anew. */
export function createTopologyRoutes(services: {
  topology: CurrentTopology;
  refresher: TopologyRefresher;
  views: TopologyViews;
}): Route[] {
  const { topology, refresher, views } = services;
  return [
    {
      method: 'get',
      path: '/v1/topology',
      async audit() {
        return {
          eventId: 'topology-fetch',
          severityLevel: 'low',
          meta: { queryType: 'all' },
        };
      },
      async answer(request, response, caller) {
        const view = await views.of(caller);
        const version = view.snapshot?.version;
        if (version) {
          setTag(response, version);
          if (hasTag(request, version)) {
            response.status(304).end();
            return;
          }
        }
        const status = JSON.stringify(view.status(await refresher.status()));
        // The whole is in JSON already; a part is made for one caller.
        const json = view.isWhole
          ? topology.json
          : view.snapshot && JSON.stringify(view.snapshot);
        const snapshot = json ? `"snapshot":${json},` : '';
        const restricted = view.restricted ? `,"restricted":true` : '';
        response
          .type('json')
          .send(`{${snapshot}"status":${status}${restricted}}`);
      },
    },
    {
      method: 'get',
      path: '/v1/status',
      async answer(_request, response, caller) {
        const view = await views.of(caller);
        response.json(view.status(await refresher.status()));
      },
    },
    {
      method: 'post',
      path: '/v1/refresh',
      permissions: [eventTopologyRefreshPermission],
      async audit() {
        return {
          eventId: 'topology-refresh',
          severityLevel: 'medium',
          meta: { queryType: 'on-demand' },
        };
      },
      async answer(_request, response, caller) {
        const { outcome } = await refresher.refresh({ asked: true });
        const view = await views.of(caller);
        response
          .status(outcome === 'recent' ? 200 : 202)
          .json(view.status(await refresher.status()));
      },
    },
  ];
}
