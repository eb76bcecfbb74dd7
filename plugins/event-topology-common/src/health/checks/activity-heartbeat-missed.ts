import { figuresCheck } from '../health-check';
import { quantity } from '../quantity';

export const activityHeartbeatMissed = figuresCheck(
  'activity-heartbeat-missed',
  'activity',
  ({ heartbeatTimedOutPerMinute }) =>
    heartbeatTimedOutPerMinute > 0
      ? {
          severity: 'warning',
          title: 'Workers miss heartbeats',
          explanation: `${quantity(
            heartbeatTimedOutPerMinute,
            'work item',
          )} a minute went without a heartbeat for longer than HeartbeatSeconds, so Step Functions gave up on the worker.`,
          remedy:
            'Check whether workers were stopped in the middle of their work (a Spot interruption, a deployment, too little memory) and whether they send heartbeats often enough. A worker should hand its token back when it is told to stop.',
        }
      : undefined,
);
