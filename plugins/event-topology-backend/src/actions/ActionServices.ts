import {
  AuditorService,
  AuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { CurrentReadings } from '../readings/CurrentReadings';
import { Interests } from '../readings/Interests';
import { ReadingsPoller } from '../readings/ReadingsPoller';
import { TopologyViews } from '../visibility/TopologyViews';

/** All that any of the actions needs. */
export interface ActionServices {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  interests: Interests;
  permissions: PermissionsService;
  poller: Pick<ReadingsPoller, 'wake'>;
  readings: CurrentReadings;
  views: TopologyViews;
  /** Milliseconds since the epoch. */
  now: () => number;
}
