import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';
import { EntityNaming } from '../entities/entity-name';
import { toEntityRef } from '../entities/to-entity-ref';

/** The settings of the entity provider, checked. */
export interface ProviderConfig {
  /** A full entity ref. */
  defaultOwner: string;
  ownerTags: string[];
  systemTags: string[];
  entityNames: EntityNaming;
  schedule: SchedulerServiceTaskScheduleDefinition;
}

const KEY = 'catalog.providers.eventTopology';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 5 },
  timeout: { minutes: 3 },
  // The backend that is asked may be this one, and has to start first.
  initialDelay: { seconds: 15 },
};

/**
 * Reads `catalog.providers.eventTopology`; undefined when it is not there, which
 * switches the provider off.
 *
 * @throws InputError naming the key that is wrong or missing
 */
export function readProviderConfig(
  rootConfig: RootConfigService,
): ProviderConfig | undefined {
  const config = rootConfig.getOptionalConfig(KEY);
  if (!config) {
    return undefined;
  }
  const written = config.getOptionalString('defaultOwner');
  if (written === undefined) {
    throw new InputError(
      `'${KEY}.defaultOwner' is missing. Name who looks after resources that nobody has claimed, such as group:default/platform-team.`,
    );
  }
  const defaultOwner = toEntityRef(written, ['group', 'user']);
  if (!defaultOwner) {
    throw new InputError(
      `'${KEY}.defaultOwner' is "${written}", which names no group or user. Write it like group:default/platform-team.`,
    );
  }
  return {
    defaultOwner,
    ownerTags: config.getOptionalStringArray('ownerTags') ?? [
      'event-topology:owner',
      'owner',
      'team',
    ],
    systemTags: config.getOptionalStringArray('systemTags') ?? [
      'event-topology:system',
      'system',
    ],
    entityNames: readNaming(config),
    schedule: readSchedule(rootConfig),
  };
}

function readNaming(config: Config): EntityNaming {
  const naming = config.getOptionalString('entityNames') ?? 'readable';
  if (naming !== 'readable' && naming !== 'opaque') {
    throw new InputError(
      `'${KEY}.entityNames' is "${naming}". Write readable, or opaque where relations must not tell names.`,
    );
  }
  return naming;
}

function readSchedule(
  rootConfig: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  const key = `${KEY}.schedule`;
  const config = rootConfig.getOptionalConfig(key);
  if (!config) {
    return DEFAULT_SCHEDULE;
  }
  let schedule: SchedulerServiceTaskScheduleDefinition;
  try {
    schedule = readSchedulerServiceTaskScheduleDefinitionFromConfig(config);
  } catch (error) {
    throw new InputError(
      `Invalid configuration at '${key}': ${stringifyError(error)}`,
    );
  }
  if (schedule.scope === 'local') {
    throw new InputError(
      `'${key}.scope' must be 'global' or left out: replicas that write the same entities at the same time undo each other's work`,
    );
  }
  return schedule;
}
