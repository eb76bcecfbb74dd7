import { PARTNERS, SHOP } from '../__fixtures__/topology';
import { checkChoice, ChoiceRule } from './check-choice';
import { choiceOf, nameInArn } from './resource-choice';

const BUS: ChoiceRule = {
  resource: 'event-bus',
  service: 'events',
  arnPrefix: 'event-bus/',
  nameIsEnough: true,
  mustNameNew: true,
};
const QUEUE: ChoiceRule = {
  resource: 'queue',
  service: 'sqs',
  arnPrefix: '',
  nameIsEnough: false,
  mustNameNew: false,
};
const place = { accountId: SHOP, region: 'eu-central-1' };
const arn = `arn:aws:sqs:eu-central-1:${SHOP}:loyalty`;

describe('checkChoice', () => {
  it('takes what exists in the place of the service', () => {
    expect(checkChoice({ mode: 'existing', arn }, QUEUE, place, [])).toBe(
      undefined,
    );
    expect(
      checkChoice({ mode: 'existing', name: 'default' }, BUS, place, []),
    ).toBe(undefined);
  });

  it.each([
    [QUEUE, undefined, 'Choose a queue, or enter its ARN'],
    [
      BUS,
      { mode: 'existing' as const },
      'Choose an event bus, or enter its name',
    ],
    [
      QUEUE,
      { mode: 'existing' as const, name: 'loyalty' },
      "Enter the ARN of the queue: 'loyalty' is only a name",
    ],
    [
      QUEUE,
      { mode: 'existing' as const, arn: 'arn:aws:sns:eu-central-1:1:topic' },
      "'arn:aws:sns:eu-central-1:1:topic' is not the ARN of a queue",
    ],
    [
      BUS,
      {
        mode: 'existing' as const,
        arn: `arn:aws:events:eu-central-1:${SHOP}:rule/x`,
      },
      `'arn:aws:events:eu-central-1:${SHOP}:rule/x' is not the ARN of an event bus`,
    ],
    [
      QUEUE,
      {
        mode: 'existing' as const,
        arn: `arn:aws:sqs:eu-west-1:${PARTNERS}:theirs`,
      },
      `The queue is in account ${PARTNERS}, eu-west-1, and the service will run in ${SHOP}, eu-central-1: choose one there`,
    ],
    [BUS, { mode: 'new' as const }, 'Name the new event bus'],
    [
      BUS,
      { mode: 'new' as const, name: 'shöp' },
      expect.stringMatching(/event bus has letters, digits/),
    ],
  ])('says what to change: %#', (rule, choice, problem) => {
    expect(checkChoice(choice, rule, place, [])).toEqual(problem);
  });

  it('refuses a new one by the name of one that exists', () => {
    expect(
      checkChoice({ mode: 'new', name: 'shop' }, BUS, place, [
        { arn: 'x', name: 'shop', accountId: SHOP, region: 'eu-central-1' },
      ]),
    ).toBe(
      `There already is the event bus shop in account ${SHOP}, eu-central-1: choose it, or another name`,
    );
  });

  it('leaves the name of a new one to the stack where it is not asked', () => {
    expect(checkChoice({ mode: 'new' }, QUEUE, place, [])).toBe(undefined);
  });

  it('compares with nothing while the place is open', () => {
    expect(checkChoice({ mode: 'existing', arn }, QUEUE, {}, [])).toBe(
      undefined,
    );
  });
});

describe('choiceOf', () => {
  it('keeps what the topology knows of an option', () => {
    expect(
      choiceOf({
        arn,
        name: 'loyalty',
        accountId: SHOP,
        region: 'eu-central-1',
        url: 'https://sqs.example/loyalty',
      }),
    ).toEqual({
      mode: 'existing',
      arn,
      name: 'loyalty',
      url: 'https://sqs.example/loyalty',
    });
  });

  it('reads the name off an ARN that was typed', () => {
    expect(choiceOf(` ${arn} `)).toEqual({
      mode: 'existing',
      arn,
      name: 'loyalty',
    });
    expect(choiceOf('shop')).toEqual({ mode: 'existing', name: 'shop' });
    expect(choiceOf(undefined)).toEqual({ mode: 'existing' });
  });

  it.each([
    ['arn:aws:ecs:eu-central-1:1:cluster/shop', 'shop'],
    ['arn:aws:states:eu-central-1:1:stateMachine:offers', 'offers'],
    [
      'arn:aws:events:eu-central-1:1:event-bus/aws.partner/a/b',
      'aws.partner/a/b',
    ],
    ['nothing', undefined],
  ])('finds the name in %s', (text, name) => {
    expect(nameInArn(text)).toBe(name);
  });
});
