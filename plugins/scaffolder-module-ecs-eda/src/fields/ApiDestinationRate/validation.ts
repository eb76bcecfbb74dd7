import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { API_DESTINATION_RATE_LIMIT_PER_SECOND } from '@ecs-eda/plugin-event-topology-common';
import { schema } from './schema';

/** EventBridge takes whole numbers up to its own ceiling. */
export const validation: CustomFieldValidator<typeof schema.TOutput> = (
  rate,
  field,
) => {
  if (
    !Number.isInteger(rate) ||
    rate < 1 ||
    rate > API_DESTINATION_RATE_LIMIT_PER_SECOND
  ) {
    field.addError(
      `must be a whole number from 1 to ${API_DESTINATION_RATE_LIMIT_PER_SECOND}`,
    );
  }
};
