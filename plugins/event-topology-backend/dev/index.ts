import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

// The plugin by itself: `yarn start` in this folder, then for example
//
//   curl http://localhost:7007/api/event-topology/v1/topology
//
// No source is installed, so it answers as it does where nothing is configured.
// Add a module's import below to read something.

const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(catalogServiceMock.factory());

backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('../src'));

backend.start();
