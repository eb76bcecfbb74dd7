import { useRouteRef } from '@backstage/frontend-plugin-api';
import { rootRouteRef } from '../../routes';

/**
 * Makes links to the event map with a node selected. Absent when the page is
 * not installed.
 */
export function useMapLink(): ((nodeId?: string) => string) | undefined {
  const route = useRouteRef(rootRouteRef);
  return (
    route &&
    (nodeId =>
      nodeId ? `${route()}?${new URLSearchParams({ node: nodeId })}` : route())
  );
}
