import {
  ReadingHistoryResponse,
  WatchResponse,
} from '@ecs-eda/plugin-event-topology-common';
import { z } from 'zod';
import { CurrentReadings } from '../readings/CurrentReadings';
import { Interests, WATCH_LEASE_SECONDS } from '../readings/Interests';
import { ReadingsPoller } from '../readings/ReadingsPoller';
import { TopologyViews } from '../visibility/TopologyViews';
import { hasTag, setTag } from './entity-tag';
import { parseRequest } from './parse-request';
import { Route } from './Route';

/** The longest ARN that AWS gives is shorter. */
const nodeId = z.string().min(1).max(2048);

const historyQuery = z.object({ nodeId });

/** More than a screen shows. */
const watchRequest = z.object({ nodeIds: z.array(nodeId).max(500) });

/** The figures, their past, and which of them somebody looks at closely. */
export function createReadingsRoutes(services: {
  views: TopologyViews;
  readings: CurrentReadings;
  interests: Interests;
  poller: Pick<ReadingsPoller, 'wake'>;
  watchedFrequencySeconds: number;
}): Route[] {
  const { views, readings, interests, poller, watchedFrequencySeconds } =
    services;
  return [
    {
      method: 'get',
      path: '/v1/readings',
      async audit() {
        return {
          eventId: 'readings-fetch',
          // Each open page asks every few seconds, for numbers and not for
          // configuration: low keeps them out of the log unless it is wanted.
          severityLevel: 'low',
          meta: { queryType: 'all' },
        };
      },
      async answer(request, response, caller) {
        const view = await views.of(caller);
        if (await interests.viewMap()) {
          poller.wake();
        }
        await readings.sync();
        const { json, tag } = view.taggedReadings(readings);
        setTag(response, tag);
        if (hasTag(request, tag)) {
          response.status(304).end();
          return;
        }
        response.type('json').send(json);
      },
    },
    {
      method: 'get',
      path: '/v1/readings/history',
      async audit() {
        return {
          eventId: 'readings-fetch',
          // As above: a sparkline asks again with every new number.
          severityLevel: 'low',
          meta: { queryType: 'history' },
        };
      },
      async answer(request, response, caller) {
        const query = parseRequest(historyQuery, request.query);
        const view = await views.of(caller);
        await readings.sync();
        const body: ReadingHistoryResponse = {
          nodeId: query.nodeId,
          readings: view.readingsOf(
            query.nodeId,
            readings.history.of(query.nodeId),
          ),
        };
        response.json(body);
      },
    },
    {
      method: 'post',
      path: '/v1/watch',
      async answer(request, response, caller) {
        const { nodeIds } = parseRequest(watchRequest, request.body);
        const view = await views.of(caller);
        const watched = [...new Set(nodeIds)].filter(id => view.hasNode(id));
        const isNew = await Promise.all([
          interests.viewMap(),
          interests.watch(watched),
        ]);
        if (isNew.includes(true)) {
          poller.wake();
        }
        const body: WatchResponse = {
          leaseSeconds: WATCH_LEASE_SECONDS,
          frequencySeconds: watchedFrequencySeconds,
        };
        response.json(body);
      },
    },
  ];
}
