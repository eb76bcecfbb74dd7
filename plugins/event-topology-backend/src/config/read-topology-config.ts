import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig } from '@backstage/config';
import { InputError, stringifyError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { cadenceSeconds } from './cadence-seconds';

/** The settings of this plugin, checked and in seconds. */
export interface TopologyConfig {
  schedule: SchedulerServiceTaskScheduleDefinition;
  /** The longest time between two scheduled reads. */
  scheduleSeconds: number;
  /** How long one read may take. */
  timeoutSeconds: number;
  readings: {
    frequencySeconds: number;
    idleFrequencySeconds: number;
    watchedFrequencySeconds: number;
  };
}

const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 2 },
  timeout: { minutes: 5 },
};

function readSchedule(
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition {
  const key = 'eventTopology.schedule';
  if (!config.has(key)) {
    return DEFAULT_SCHEDULE;
  }
  const schedule = readSchedulerServiceTaskScheduleDefinitionFromConfig(
    config.getConfig(key),
  );
  if (schedule.scope === 'local') {
    throw new InputError(
      `'${key}.scope' must be 'global' or left out: with 'local', every replica would read AWS for itself`,
    );
  }
  return schedule;
}

/** Names the key of whatever goes wrong in `read`. */
function naming<T>(key: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InputError(
      `Invalid configuration at '${key}': ${stringifyError(error)}`,
    );
  }
}

function readSeconds(
  config: RootConfigService,
  key: string,
  options: { default: HumanDuration; least: number; most: number },
): number {
  return naming(key, () => {
    const duration = config.has(key)
      ? readDurationFromConfig(config, { key })
      : options.default;
    const seconds = durationToMilliseconds(duration) / 1000;
    if (!(seconds >= options.least && seconds <= options.most)) {
      throw new InputError(
        `must be between ${options.least} and ${options.most} seconds, but is ${seconds} seconds`,
      );
    }
    return seconds;
  });
}

/**
 * Reads `eventTopology.schedule` and `eventTopology.readings`.
 *
 * @throws InputError naming the key that is wrong
 */
export function readTopologyConfig(config: RootConfigService): TopologyConfig {
  const schedule = naming('eventTopology.schedule', () => readSchedule(config));
  const scheduleSeconds = naming('eventTopology.schedule.frequency', () => {
    const seconds = cadenceSeconds(schedule.frequency);
    if (seconds < 10) {
      throw new InputError(
        `must be at least 10 seconds, but is ${seconds} seconds: the whole estate is read each time`,
      );
    }
    return seconds;
  });
  const timeoutSeconds = naming('eventTopology.schedule.timeout', () => {
    const seconds = cadenceSeconds(schedule.timeout);
    if (!(seconds >= 1)) {
      throw new InputError('must be at least 1 second');
    }
    return seconds;
  });

  const frequencySeconds = readSeconds(
    config,
    'eventTopology.readings.frequency',
    { default: { seconds: 15 }, least: 1, most: 3600 },
  );
  const watchedFrequencySeconds = readSeconds(
    config,
    'eventTopology.readings.watchedFrequency',
    { default: { seconds: 3 }, least: 1, most: 3600 },
  );
  if (watchedFrequencySeconds > frequencySeconds) {
    throw new InputError(
      `Invalid configuration at 'eventTopology.readings.watchedFrequency': ${watchedFrequencySeconds} seconds is slower than 'eventTopology.readings.frequency' with ${frequencySeconds} seconds`,
    );
  }
  const idleFrequencySeconds = readSeconds(
    config,
    'eventTopology.readings.idleFrequency',
    {
      default: { seconds: Math.max(120, frequencySeconds) },
      least: frequencySeconds,
      most: 86400,
    },
  );

  return {
    schedule,
    scheduleSeconds,
    timeoutSeconds,
    readings: {
      frequencySeconds,
      idleFrequencySeconds,
      watchedFrequencySeconds,
    },
  };
}
