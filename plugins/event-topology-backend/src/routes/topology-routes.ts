import {
  eventTopologyReadPermission,
  eventTopologyRefreshPermission,
} from '@ecs-eda/plugin-event-topology-common';
import { TopologyRefresher } from '../refresh/TopologyRefresher';
import { CurrentTopology } from '../topology/CurrentTopology';
import { hasTag, setTag } from './entity-tag';
import { Route } from './Route';

/** The map, how reading it goes, and the wish to read it anew. */
export function createTopologyRoutes(services: {
  topology: CurrentTopology;
  refresher: TopologyRefresher;
}): Route[] {
  const { topology, refresher } = services;
  return [
    {
      method: 'get',
      path: '/v1/topology',
      permissions: [eventTopologyReadPermission],
      async audit(request) {
        await topology.sync();
        const version = topology.snapshot?.version;
        return {
          eventId: 'topology-fetch',
          // A client that asks whether anything is new and hears "no" is given
          // nothing; such polls would drown the reads that matter.
          severityLevel: version && hasTag(request, version) ? 'low' : 'medium',
          meta: { queryType: 'all' },
        };
      },
      async answer(request, response) {
        // A signal may send a client here before this replica has noticed.
        await topology.sync();
        const version = topology.snapshot?.version;
        if (version) {
          setTag(response, version);
          if (hasTag(request, version)) {
            response.status(304).end();
            return;
          }
        }
        const status = JSON.stringify(await refresher.status());
        const snapshot = topology.json ? `"snapshot":${topology.json},` : '';
        response.type('json').send(`{${snapshot}"status":${status}}`);
      },
    },
    {
      method: 'get',
      path: '/v1/status',
      permissions: [eventTopologyReadPermission],
      async answer(_request, response) {
        response.json(await refresher.status());
      },
    },
    {
      method: 'post',
      path: '/v1/refresh',
      permissions: [
        eventTopologyReadPermission,
        eventTopologyRefreshPermission,
      ],
      async audit() {
        return {
          eventId: 'topology-refresh',
          severityLevel: 'medium',
          meta: { queryType: 'on-demand' },
        };
      },
      async answer(_request, response) {
        const { outcome } = await refresher.refresh({ asked: true });
        response
          .status(outcome === 'recent' ? 200 : 202)
          .json(await refresher.status());
      },
    },
  ];
}
