import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import plugin, { eventTopologyApiRef } from '../src';
import { anEstate } from '../src/__fixtures__/estate';
import { MovingShop } from './MovingShop';

/** `?estate=2000` in the address shows an estate of that many nodes instead. */
const estateSize = Number(
  new URLSearchParams(window.location.search).get('estate'),
);

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: eventTopologyApiRef,
      deps: {},
      factory: () =>
        new MovingShop(estateSize > 0 ? anEstate(estateSize) : undefined),
    }),
});

createDevApp({
  features: [
    // The details link to the catalog.
    catalogPlugin,
    plugin,
    createFrontendModule({ pluginId: 'event-topology', extensions: [api] }),
  ],
});
