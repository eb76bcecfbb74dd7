import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** Every text of the form fields and of the guide. @public */
export const scaffolderEcsEdaTranslationRef = createTranslationRef({
  id: 'scaffolder-ecs-eda',
  messages: {
    topology: {
      loading: 'Reading the live topology',
      failed:
        'The live topology could not be read ({{message}}). Enter the name or ARN by hand.',
      unconfigured:
        'No AWS account is configured for the event map. Enter the name or ARN by hand.',
      notYet: 'AWS has not been read yet.',
      empty:
        'The map shows none in this account and region. Enter the name or ARN of one that it does not show.',
      retry: 'Try again',
    },
    resource: {
      owner: 'Owner:',
      noOwner: 'No owner known',
      newName: 'AWS’s rules for names apply',
      namedByStack: 'It is named after the service',
    },
    eventBus: {
      title: 'Event bus',
      new: 'A new bus',
      existing: 'A bus that exists',
      choose: 'Event bus',
      name: 'Name of the new bus',
    },
    queue: {
      title: 'Queue',
      new: 'A new queue',
      existing: 'A queue that exists',
      choose: 'Queue',
      name: 'Name of the new queue',
    },
    cluster: {
      title: 'Cluster',
      new: 'A new cluster',
      existing: 'A cluster that exists',
      choose: 'Cluster',
      name: 'Name of the new cluster',
      nameHelp: 'Left empty, it is named after the service',
    },
    stateMachine: {
      title: 'State machine',
      choose: 'State machine',
    },
    account: {
      title: 'AWS account',
      unknown:
        'The event map does not read this account: the service will not be on it.',
    },
    region: {
      title: 'Region',
      unknown:
        'The event map does not read this region: the service will not be on it.',
    },
    size: {
      title: 'Size of a task',
      cpu: 'CPU',
      memory: 'Memory',
      cpuOption: '{{vcpu}} vCPU ({{cpu}} units)',
      memoryOption: '{{gib}} GiB',
    },
    serviceName: {
      title: 'Name',
      length: '{{length}} of {{maxLength}} characters',
    },
    unit: {
      seconds: 'seconds',
      minutes: 'minutes',
      perSecond: 'per second',
    },
    rate: {
      title: 'Rate limit',
      limit: 'Calls at most',
      peak: 'Events at the peak',
      lasts: 'The peak lasts',
      incomplete: 'Enter all three figures to see what waits behind the limit.',
      noBacklog: 'Nothing waits: the limit is above the peak.',
      backlog_one:
        '{{count, number}} event waits when the peak ends, for {{wait}}.',
      backlog_other:
        '{{count, number}} events wait when the peak ends, the last of them for {{wait}}.',
      late_one:
        '{{count, number}} would wait longer than a day: it goes to the dead-letter queue.',
      late_other:
        '{{count, number}} would wait longer than a day: they go to the dead-letter queue.',
    },
    scaling: {
      title: 'Scaling',
      mode: 'Scale by',
      backlog: 'Backlog of each task',
      steps: 'Steps of the queue’s length',
      latency: 'A message may wait',
      processing: 'One message takes',
      peak: 'Messages at the peak',
      minTasks: 'Fewest tasks',
      maxTasks: 'Most tasks',
      target_one: 'Target: {{count, number}} message for each task.',
      target_other: 'Target: {{count, number}} messages for each task.',
      useMaximum_one: 'Use {{count, number}} task at most',
      useMaximum_other: 'Use {{count, number}} tasks at most',
      wrong: {
        acceptableLatencySeconds: 'A number above 0',
        processingSeconds: 'A number above 0',
        peakMessagesPerSecond: 'A number above 0, or nothing',
        minTasks: 'A whole number from 0 to 5000',
        maxTasks: 'A whole number up to 5000, not below the fewest',
      },
    },
    burst: {
      title: 'What a burst would do',
      messages: 'Messages in the burst',
      arrival: 'They arrive within',
      summary:
        'The queue grows to {{backlog}} messages and up to {{tasks}} tasks run. The longest wait is {{wait}}.',
      done: 'After {{after}} the queue is empty.',
      neverDone: 'After six hours the queue is still not empty.',
      kept: 'No message waits too long.',
      notKept: 'Some messages wait longer than they may.',
      backlogLegend: 'Messages that wait (left)',
      tasksLegend: 'Running tasks (right)',
      model:
        'A model: three minutes until an alarm acts, 45 seconds until a task works, and every message takes the mean time.',
    },
    pattern: {
      title: 'Event pattern',
      pattern: 'Pattern',
      event: 'Sample event',
      sampleAgain: 'Sample from the pattern',
      startFrom: 'Start from a rule',
      startFromHelp: 'Rules that are on {{bus}} already',
      chooseRule: 'Choose a rule',
      empty: 'A pattern says which events reach the service.',
      begin: 'Begin with an example',
      invalid: 'EventBridge refuses this pattern.',
      invalidEvent: 'The sample event is not JSON.',
      line: 'Line {{place}}',
      matches: 'This event reaches the service.',
      matchesNot: 'This event does not reach the service:',
      mismatch: 'the pattern asks for {{expected}}; the event has {{actual}}',
    },
    guide: {
      title: 'Which pattern?',
      intro:
        'Answer what you know and leave the rest open. The advice follows at once, and its address can be shared.',
      startOver: 'Start over',
      open: 'I don’t know yet',
      begin: 'Say what you want to build, and the advice appears here.',
      noGoldenPaths:
        'The catalog has no golden path yet: a template becomes one by its spec.goldenPath.',
      invalidProfile: 'A template is left out. {{problem}}',
      recommendation: 'The golden path for this',
      reasons: 'Why',
      use: 'Use this golden path',
      behind: 'In front of it, so that the events reach its bus:',
      behindShort: '(behind {{title}})',
      nothingFits:
        'No golden path does all of this. See what another answer would change, and what is in the way.',
      runnerUp: 'The next best',
      lacks: 'What only the first has:',
      whatWouldChange: 'What would change the advice',
      refused: 'Why not the others',
      perSecond: '{{rate}} a second',
      ifAnswer: '{{question}} {{answer}}',
      ifAbove: '{{question}} More than {{figure}}',
      ifBelow: '{{question}} Less than {{figure}}',
      question: {
        goal: 'What do you want to build?',
        caller: 'Who calls?',
        answer: 'Does the caller need an answer?',
        eventsPerSecond: 'How many events at the peak?',
        processingSeconds: 'How long does one take?',
        loss: 'May an event be lost?',
        order: 'Must order hold?',
        rateOwner: 'Who owns the rate?',
        consumer: 'What is your consumer?',
        consumers: 'How many consumers need the same event?',
        filter: 'Does the consumer need only some of the events?',
      },
      goal: {
        consumer: 'Something that handles events',
        producer: 'Something that says what happened',
        router: 'A place that routes the events of a domain',
      },
      caller: {
        bus: 'An event bus that is there',
        topic: 'A topic that is there',
        service: 'A service, directly',
        client: 'Browsers or devices',
        awsService: 'An AWS service, such as S3',
        workflow: 'A Step Functions workflow',
        workflows: 'Several workflows',
      },
      answer: {
        none: 'No',
        exitStatus: 'Whether it went well',
        data: 'Data, later',
        dataAtOnce: 'Data, within the call',
      },
      loss: {
        acceptable: 'Yes',
        never: 'No',
        neverAndReplay: 'No, and past ones must be readable again',
      },
      order: {
        free: 'No',
        kept: 'Yes, for events that belong together',
      },
      rateOwner: {
        sender: 'The sender: work comes as it comes',
        consumer: 'The consumer: it takes work when it can',
      },
      consumer: {
        httpInternet: 'An HTTP service that may be on the internet',
        httpPrivate: 'An HTTP service that must not be',
        worker: 'Code that is still to be written',
      },
      consumers: {
        one: 'One',
        several: 'Several',
        veryMany: 'Very many',
      },
      filter: {
        none: 'No, all',
        attributes: 'Yes, by a few attributes',
        content: 'Yes, by what they contain',
      },
    },
  },
});
