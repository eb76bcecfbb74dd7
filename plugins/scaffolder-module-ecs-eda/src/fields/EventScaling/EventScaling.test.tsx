import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createFieldValidation } from '@backstage/plugin-scaffolder-react/alpha';
import { renderField } from '../../__testUtils__/render-field';
import { EventScaling } from './EventScaling';
import { validation } from './validation';
import { DEFAULT_SCALING, ScalingValue } from './scaling-value';

const render = (value?: unknown, schemaDefault?: unknown) =>
  renderField({
    component: EventScaling,
    schema: { type: 'object', title: 'Scaling', default: schemaDefault },
    value,
  });

describe('EventScaling', () => {
  it('begins with figures, and computes the target from them', async () => {
    const { held } = render(undefined, {
      mode: 'backlog',
      acceptableLatencySeconds: 300,
      processingSeconds: 2,
      minTasks: 1,
      maxTasks: 20,
    });
    expect(
      await screen.findByText('Target: 150 messages for each task.'),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(held.value).toEqual({
        mode: 'backlog',
        acceptableLatencySeconds: 300,
        processingSeconds: 2,
        targetBacklogPerTask: 150,
        minTasks: 1,
        maxTasks: 20,
      }),
    );
  });

  it('keeps what a link has filled in', async () => {
    const { held } = render({ processingSeconds: 4 });
    await waitFor(() =>
      expect(held.value).toMatchObject({
        processingSeconds: 4,
        targetBacklogPerTask: 15,
        maxTasks: 10,
      }),
    );
  });

  it('warns when the most tasks cannot keep up, and offers what would', async () => {
    const user = userEvent.setup();
    const { held } = render({ ...DEFAULT_SCALING });
    await user.type(
      await screen.findByRole('spinbutton', {
        name: 'Messages at the peak (per second)',
      }),
      '40',
    );
    expect(
      await screen.findByText(/40 tasks would keep up/),
    ).toBeInTheDocument();
    await user.click(
      screen.getByRole('button', { name: 'Use 50 tasks at most' }),
    );
    expect(held.value).toMatchObject({ maxTasks: 50 });
    expect(screen.queryByText(/would keep up/)).toBe(null);
  });

  it('says what is wrong with a figure, at the figure', async () => {
    const user = userEvent.setup();
    render({ ...DEFAULT_SCALING });
    const processing = await screen.findByRole('spinbutton', {
      name: 'One message takes (seconds)',
    });
    await user.clear(processing);
    expect(processing).toHaveAccessibleDescription('A number above 0');
    expect(screen.queryByRole('img')).toBe(null);
  });

  it('shows what a burst would do, in words too', async () => {
    render({ ...DEFAULT_SCALING });
    const chart = await screen.findByRole('img');
    expect(chart).toHaveAccessibleName(
      /The queue grows to [\d,]+ messages and up to 10 tasks run\. The longest wait is .+\. After .+ the queue is empty\. Some messages wait longer than they may\./,
    );
  });
});

describe('validation of scaling', () => {
  const errorsOf = (value: Partial<ScalingValue>) => {
    const field = createFieldValidation();
    validation({ ...DEFAULT_SCALING, ...value }, field, {
      apiHolder: { get: () => undefined },
      formData: {},
      schema: {},
    });
    return field.__errors;
  };

  it('takes figures that can be computed with', () => {
    expect(errorsOf({})).toEqual([]);
  });

  it('names the figure that is wrong', () => {
    expect(errorsOf({ maxTasks: 0 })).toEqual([
      'maxTasks must be a whole number from 1 to 5000',
    ]);
    expect(errorsOf({ minTasks: undefined })).toEqual([
      'Enter the fewest and the most tasks',
    ]);
  });
});
