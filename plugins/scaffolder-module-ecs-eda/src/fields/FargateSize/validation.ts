import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import {
  fargateSizes,
  isFargateSize,
} from '@ecs-eda/plugin-event-topology-common';
import { schema } from './schema';

/** Refuses a pair that Fargate would refuse: one from a link, for instance. */
export const validation: CustomFieldValidator<typeof schema.TOutput> = (
  size,
  field,
) => {
  if (isFargateSize(size)) {
    return;
  }
  const offered = fargateSizes().find(({ cpu }) => cpu === size.cpu);
  field.addError(
    offered
      ? `Fargate has no task of ${size.cpu} CPU units with ${
          size.memoryMiB
        } MiB: choose from ${offered.memoryMiB[0]} to ${
          offered.memoryMiB[offered.memoryMiB.length - 1]
        } MiB in the steps offered`
      : `Fargate has no task of ${
          size.cpu
        } CPU units: choose one of ${fargateSizes()
          .map(({ cpu }) => cpu)
          .join(', ')}`,
  );
};
