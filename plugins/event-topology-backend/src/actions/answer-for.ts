import {
  AuditorService,
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  eventTopologyAgentPermission,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { authorizeCaller, Caller } from '../permissions/authorize-caller';
import { TopologyView } from '../visibility/TopologyView';
import { TopologyViews } from '../visibility/TopologyViews';

/** What an action answers from. */
export interface Sight {
  caller: Caller;
  view: TopologyView;
  snapshot: TopologySnapshot;
}

/**
 * Lets an agent look at what its caller may see, and at nothing else, with an
 * audit event for it.
 *
 * @throws NotAllowedError without the permissions; ServiceUnavailableError
 *   before the map was first read
 */
export async function answerFor<T>(
  credentials: BackstageCredentials,
  services: {
    auditor: AuditorService;
    auth: AuthService;
    permissions: PermissionsService;
    views: TopologyViews;
  },
  event: { eventId: 'topology-fetch' | 'readings-fetch'; queryType: string },
  answer: (sight: Sight) => Promise<T>,
): Promise<T> {
  const { auditor, auth, permissions, views } = services;
  const audited = await auditor.createEvent({
    eventId: event.eventId,
    severityLevel: 'low',
    meta: { queryType: event.queryType, caller: nameOf(credentials, auth) },
  });
  try {
    const caller = await authorizeCaller(
      credentials,
      [eventTopologyAgentPermission],
      permissions,
    );
    const view = await views.of(caller);
    if (!view.snapshot) {
      throw new ServiceUnavailableError(
        'The event topology has not been read yet. Ask again in a minute.',
      );
    }
    const answered = await answer({ caller, view, snapshot: view.snapshot });
    await audited.success();
    return answered;
  } catch (error) {
    await audited.fail({ error: toError(error) });
    throw error;
  }
}

/** An action has no request that the auditor could take the caller from. */
function nameOf(credentials: BackstageCredentials, auth: AuthService): string {
  if (auth.isPrincipal(credentials, 'user')) {
    return credentials.principal.userEntityRef;
  }
  return auth.isPrincipal(credentials, 'service')
    ? credentials.principal.subject
    : 'nobody';
}
