/** A worker says every minute that it lives; an hour is too long for one offer. */
const WAIT = { HeartbeatSeconds: 60, TimeoutSeconds: 3600 };

/** Workers on Spot give their work back with this error when they must go. */
const RETRY = [
  {
    ErrorEquals: ['WorkerStopping', 'States.HeartbeatTimeout'],
    IntervalSeconds: 2,
    MaxAttempts: 5,
    BackoffRate: 2,
  },
];

function announce(busName: string, detail: Record<string, unknown>) {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::events:putEvents',
    Parameters: {
      Entries: [
        {
          EventBusName: busName,
          Source: 'shop.offers',
          DetailType: 'OfferReady',
          Detail: detail,
        },
      ],
    },
    End: true,
  };
}

/** All customers, segment by segment, at most four at a time. */
export function monthlyOffers(
  activityArn: string,
  busName: string,
): Record<string, unknown> {
  return {
    Comment: 'Discounts for everybody, from sales, points and tiers',
    StartAt: 'Find segments',
    States: {
      'Find segments': {
        Type: 'Pass',
        Parameters: {
          'segments.$': 'States.ArrayRange(1, $.segments, 1)',
        },
        Next: 'Each segment',
      },
      'Each segment': {
        Type: 'Map',
        ItemsPath: '$.segments',
        MaxConcurrency: 4,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'INLINE' },
          StartAt: 'Calculate offers',
          States: {
            'Calculate offers': {
              Type: 'Task',
              Resource: activityArn,
              Parameters: { 'segment.$': '$' },
              ...WAIT,
              Retry: RETRY,
              Next: 'Announce offer',
            },
            'Announce offer': announce(busName, {
              'customer.$': '$.customer',
              'discountPercent.$': '$.discountPercent',
            }),
          },
        },
        End: true,
      },
    },
  };
}

/** One customer. */
export function tierOffer(
  activityArn: string,
  busName: string,
): Record<string, unknown> {
  return {
    Comment: 'A discount for a customer who changed tier or segment',
    StartAt: 'Calculate offer',
    States: {
      'Calculate offer': {
        Type: 'Task',
        Resource: activityArn,
        ...WAIT,
        Retry: RETRY,
        Next: 'Announce offer',
      },
      'Announce offer': announce(busName, {
        'customer.$': '$.customer',
        'discountPercent.$': '$.discountPercent',
      }),
    },
  };
}
