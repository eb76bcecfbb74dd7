import { parseEntityRef } from '@backstage/catalog-model';
import {
  AdvisedGoldenPath,
  GuideAnswers,
} from '@ecs-eda/plugin-event-topology-common';

/** The golden paths whose form asks how a service follows its queue. */
const SCALED_BY_QUEUE = ['queue-worker', 'topic-fanout'];

/**
 * The form of a golden path, filled in with what the guide knows: the
 * variant's values, and what was said of the load. A form that does not ask
 * for one of them passes it over.
 */
export function formAddress(
  templateAddress: (template: {
    namespace: string;
    templateName: string;
  }) => string,
  goldenPath: AdvisedGoldenPath,
  answers: GuideAnswers,
): string {
  const { namespace, name } = parseEntityRef(goldenPath.entityRef);
  const address = templateAddress({ namespace, templateName: name });
  const values = { ...goldenPath.values, ...scalingOf(goldenPath, answers) };
  return Object.keys(values).length === 0
    ? address
    : `${address}?${new URLSearchParams({ formData: JSON.stringify(values) })}`;
}

/** What scaling needs to know and the guide has been told. */
function scalingOf(goldenPath: AdvisedGoldenPath, answers: GuideAnswers) {
  const { processingSeconds, eventsPerSecond } = answers;
  if (!processingSeconds || !SCALED_BY_QUEUE.includes(goldenPath.pattern)) {
    return {};
  }
  return {
    scaling: {
      processingSeconds,
      ...(eventsPerSecond && { peakMessagesPerSecond: eventsPerSecond }),
    },
  };
}
