import { AdvisedGoldenPath } from '@ecs-eda/plugin-event-topology-common';
import { formAddress } from './form-address';

const route = (to: { namespace: string; templateName: string }) =>
  `/create/templates/${to.namespace}/${to.templateName}`;

const advised = (
  pattern: string,
  values: Record<string, unknown> = {},
): AdvisedGoldenPath => ({
  entityRef: `template:default/${pattern}`,
  title: pattern,
  pattern,
  values,
});

const formDataIn = (address: string) =>
  JSON.parse(
    new URL(address, 'http://portal').searchParams.get('formData') ?? 'null',
  );

describe('formAddress', () => {
  it('leads to the form of the template', () => {
    expect(formAddress(route, advised('event-bus'), {})).toBe(
      '/create/templates/default/event-bus',
    );
  });

  it('fills in the choices of the variant, and the load that is known', () => {
    expect(
      formDataIn(
        formAddress(route, advised('queue-worker', { fifo: true }), {
          processingSeconds: 2,
          eventsPerSecond: 40,
        }),
      ),
    ).toEqual({
      fifo: true,
      scaling: { processingSeconds: 2, peakMessagesPerSecond: 40 },
    });
  });

  it('fills in no scaling where the form does not ask for it', () => {
    expect(
      formDataIn(
        formAddress(route, advised('private-api'), { processingSeconds: 2 }),
      ),
    ).toBe(null);
  });
});
