import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The event map page. */
export const rootRouteRef = createRouteRef();

/** What the catalog says beside what AWS shows. */
export const driftRouteRef = createRouteRef();
