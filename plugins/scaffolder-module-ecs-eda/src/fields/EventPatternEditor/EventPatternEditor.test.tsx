import { EditorView } from '@codemirror/view';
import { createFieldValidation } from '@backstage/plugin-scaffolder-react/alpha';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  bus,
  FakeTopology,
  matches,
  rule,
  snapshotOf,
} from '../../__fixtures__/topology';
import { renderField } from '../../__testUtils__/render-field';
import { EventPatternEditor } from './EventPatternEditor';
import { validation } from './validation';

const render = (
  value?: unknown,
  more: { topology?: FakeTopology; values?: Record<string, unknown> } = {},
) =>
  renderField({
    component: EventPatternEditor,
    schema: { type: 'object', title: 'Event pattern' },
    value,
    ...more,
  });

/** Types into an editor as a paste would: jsdom has no layout to type into. */
async function write(name: string, text: string) {
  const content = await screen.findByRole('textbox', { name });
  const view = EditorView.findFromDOM(content)!;
  act(() =>
    view.dispatch({
      changes: { from: 0, to: view.state.doc.length, insert: text },
    }),
  );
}

describe('EventPatternEditor', () => {
  it('tries the pattern on a sample that it makes of it', async () => {
    render({
      source: ['shop.order'],
      detail: { total: [{ numeric: ['>', 5] }] },
    });
    expect(
      await screen.findByText('This event reaches the service.'),
    ).toBeInTheDocument();
  });

  it('says which field of another event failed, what was asked and what is there', async () => {
    render({
      source: ['shop.order'],
      detail: { total: [{ numeric: ['>', 5] }] },
    });
    await write(
      'Sample event',
      '{"source": "shop.order", "detail": {"total": 3}}',
    );
    expect(
      await screen.findByText('This event does not reach the service:'),
    ).toBeInTheDocument();
    expect(screen.getByRole('listitem')).toHaveTextContent(
      /^\$\.detail\.total: the pattern asks for .*5.*; the event has 3$/,
    );
  });

  it('keeps the pattern as an object', async () => {
    const { held } = render();
    await write('Pattern', '{"source": ["a"]}');
    expect(held.value).toEqual({ source: ['a'] });
  });

  it('keeps what is no JSON as text, for the form to refuse, and says where', async () => {
    const { held } = render();
    await write('Pattern', '{\n  "source": [\n');
    expect(held.value).toBe('{\n  "source": [\n');
    expect(await screen.findByRole('alert')).toHaveTextContent(/Line 3:1/);
    expect(screen.getByRole('textbox', { name: 'Pattern' })).toHaveAttribute(
      'aria-invalid',
      'true',
    );
  });

  it('says where a pattern breaks a rule of EventBridge', async () => {
    render({ detail: { total: [{ numerical: [1] }] } });
    expect(
      await screen.findByText('$.detail.total[0]', { exact: false }),
    ).toBeInTheDocument();
  });

  it('begins with the pattern of a rule that is on the bus', async () => {
    const user = userEvent.setup();
    const shop = bus('shop');
    const created = rule('order-created', 'shop', '{"source":["shop.order"]}');
    const { held } = render(undefined, {
      topology: new FakeTopology(
        snapshotOf([shop, created], [matches(shop, created)]),
      ),
      values: { eventBus: { mode: 'existing', name: 'shop', arn: shop.id } },
    });
    await user.selectOptions(
      await screen.findByRole('combobox', { name: 'Start from a rule' }),
      'order-created',
    );
    await waitFor(() => expect(held.value).toEqual({ source: ['shop.order'] }));
  });
});

describe('validation of an event pattern', () => {
  const errorsOf = (value: Record<string, unknown> | string) => {
    const field = createFieldValidation();
    validation(value, field, {
      apiHolder: { get: () => undefined },
      formData: {},
      schema: {},
    });
    return field.__errors;
  };

  it('takes what EventBridge takes', () => {
    expect(errorsOf({ source: ['a'] })).toEqual([]);
  });

  it('names the place and the reason', () => {
    expect(errorsOf({ source: 'a' })).toEqual([
      expect.stringMatching(/.+ at \$\.source/),
    ]);
    expect(errorsOf('{')).toEqual(['close brace expected at 1:2']);
  });
});
