import { internalContext } from '../../../../core';
import { Integration } from './Integration';
import { textOf } from './text-of';

/** `sns:publish`; a message that is an object is sent as JSON. */
export const snsPublish: Integration = {
  errorPrefix: 'SNS',
  patterns: ['request', 'waitForTaskToken'],

  async call({ execution, parameters }) {
    const { world, scope } = execution;
    const { MessageId, SequenceNumber } = await world
      .service('sns')
      .operations.Publish(
        { ...parameters, Message: textOf(parameters.Message) },
        internalContext(world, scope, 'states.amazonaws.com'),
      );
    return { MessageId, ...(SequenceNumber && { SequenceNumber }) };
  },
};
