import { answersIn, withAnswer } from './answers-in-address';

describe('answers in the address', () => {
  it('are read back as they were written', () => {
    let search = new URLSearchParams();
    search = withAnswer(search, 'goal', 'consumer');
    search = withAnswer(search, 'caller', 'aws-service');
    search = withAnswer(search, 'processingSeconds', 0.5);
    expect(search.toString()).toBe(
      'goal=consumer&caller=aws-service&processingSeconds=0.5',
    );
    expect(answersIn(search)).toEqual({
      goal: 'consumer',
      caller: 'aws-service',
      processingSeconds: 0.5,
    });
  });

  it('are left open again', () => {
    expect(
      withAnswer(
        new URLSearchParams('goal=router&x=1'),
        'goal',
        undefined,
      ).toString(),
    ).toBe('x=1');
  });

  it('are passed over when they are no answer', () => {
    expect(
      answersIn(
        new URLSearchParams(
          'goal=world-peace&eventsPerSecond=-1&processingSeconds=soon&order=kept&toString=x',
        ),
      ),
    ).toEqual({ order: 'kept' });
  });
});
