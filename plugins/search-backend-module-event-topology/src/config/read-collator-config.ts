import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { Config } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';
import { DocumentOptions } from '../collator/to-document';

const KEY = 'search.collators.eventTopology';

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 5 },
  // The first read of the estate needs a moment.
  initialDelay: { seconds: 30 },
};

/** What is configured below `search.collators.eventTopology`. */
export interface CollatorConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  documents: DocumentOptions;
  /** Whether the catalog's index leaves out entities made from the map. */
  oncePerResource: boolean;
}

/** @throws InputError naming the key whose value makes no sense */
export function readCollatorConfig(root: Config): CollatorConfig {
  const config = root.getOptionalConfig(KEY);
  const mapPath = config?.getOptionalString('mapPath') ?? '/event-map';
  if (!mapPath.startsWith('/') || /[?#]/.test(mapPath)) {
    throw new InputError(
      `${KEY}.mapPath is "${mapPath}": write a path in the portal that begins with a slash, such as /event-map`,
    );
  }
  return {
    schedule: readSchedule(config),
    oncePerResource: config?.getOptionalBoolean('oncePerResource') ?? true,
    documents: {
      mapPath,
      includeOwner: config?.getOptionalBoolean('includeOwner') ?? true,
    },
  };
}

function readSchedule(
  config: Config | undefined,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config?.getOptionalConfig('schedule');
  if (!schedule) {
    return DEFAULT_SCHEDULE;
  }
  try {
    return readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule);
  } catch (error) {
    throw new InputError(
      `${KEY}.schedule makes no sense: ${stringifyError(error)}`,
    );
  }
}
