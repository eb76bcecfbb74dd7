import { runAction } from '../__testUtils__/run-action';
import { createScalingComputeAction } from './scaling-compute';

describe('ecs-eda:scaling:compute', () => {
  it('gives the figures of scaling, each with its reason', async () => {
    const { output } = await runAction(createScalingComputeAction(), {
      input: {
        acceptableLatencySeconds: 60,
        processingSeconds: 2,
        peakMessagesPerSecond: 40,
      },
    });

    expect(output).toMatchObject({
      targetBacklogPerTask: 30,
      minTasks: 1,
      maxTasks: 100,
      visibilityTimeoutSeconds: 30,
      warnings: [],
    });
    expect(output.reasons).toHaveProperty('maxTasks');
  });

  it('names the field that it cannot compute with', async () => {
    await expect(
      runAction(createScalingComputeAction(), {
        input: { acceptableLatencySeconds: 60, processingSeconds: -1 },
      }),
    ).rejects.toThrow('processingSeconds must be a number above 0');
  });
});
