import {
  createBackendModule,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { goldenPathsExtensionPoint } from '@ecs-eda/plugin-event-topology-node';
import { createScheduleCheckAction } from './schedule-check';
import { costCentreRule } from './cost-centre-rule';

/** Everything that this company adds to the golden paths. */
export const scaffolderModuleExample = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'example',
  register(env) {
    env.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        goldenPaths: goldenPathsExtensionPoint,
      },
      async init({ actions, goldenPaths }) {
        actions.addActions(createScheduleCheckAction());
        goldenPaths.addLayer({
          name: 'example/cost-centre',
          location: resolvePackagePath(
            '@ecs-eda/example-extension',
            'layers/cost-centre',
          ),
        });
        goldenPaths.addValidator(costCentreRule);
      },
    });
  },
});
