import { SfnActivityTasks } from './activity-tasks';

function activity(answer: object) {
  const asked: object[] = [];
  const send = async (command: { input: object }) => {
    asked.push(command.input);
    return answer as never;
  };
  return {
    asked,
    tasks: new SfnActivityTasks({ send }, 'the-arn', 'worker-1'),
  };
}

test('an item comes with its token', async () => {
  const { tasks, asked } = activity({ taskToken: 't', input: '{"id":"1"}' });
  expect(await tasks.take()).toEqual({ token: 't', input: '{"id":"1"}' });
  expect(asked).toEqual([{ activityArn: 'the-arn', workerName: 'worker-1' }]);
});

test.each([{}, { taskToken: '' }])('%j is no work', async answer => {
  expect(await activity(answer).tasks.take()).toBeUndefined();
});
