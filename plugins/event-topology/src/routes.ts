import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The event map page. */
export const rootRouteRef = createRouteRef();
