import { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { fieldExtensions } from './module';

describe('the module', () => {
  it('gives every field its name, a component and a schema', async () => {
    const extensions: readonly ExtensionDefinition[] = fieldExtensions;
    const fields = await Promise.all(
      extensions.map(extension => {
        // A list of extensions doesn't say what each of them gives.
        const load: () => Promise<object> = createExtensionTester(
          extension,
        ).get(FormFieldBlueprint.dataRefs.formFieldLoader);
        return load();
      }),
    );
    expect(fields.map(field => ({ ...field }))).toEqual(
      [
        'EventBusPicker',
        'QueuePicker',
        'StateMachinePicker',
        'EcsClusterPicker',
        'EventPatternEditor',
        'EventScaling',
        'FargateSize',
        'AwsAccountPicker',
        'AwsRegionPicker',
        'ServiceName',
        'ApiDestinationRate',
      ].map(name =>
        expect.objectContaining({
          name,
          component: expect.any(Function),
          validation: expect.any(Function),
          schema: expect.objectContaining({ schema: expect.any(Object) }),
        }),
      ),
    );
  });
});
