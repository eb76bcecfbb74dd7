import {
  createFrontendModule,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';

const eventBusPicker = FormFieldBlueprint.make({
  name: 'event-bus-picker',
  params: {
    field: () =>
      import('./fields/EventBusPicker').then(m => m.eventBusPickerField),
  },
});

const queuePicker = FormFieldBlueprint.make({
  name: 'queue-picker',
  params: {
    field: () => import('./fields/QueuePicker').then(m => m.queuePickerField),
  },
});

const stateMachinePicker = FormFieldBlueprint.make({
  name: 'state-machine-picker',
  params: {
    field: () =>
      import('./fields/StateMachinePicker').then(
        m => m.stateMachinePickerField,
      ),
  },
});

const ecsClusterPicker = FormFieldBlueprint.make({
  name: 'ecs-cluster-picker',
  params: {
    field: () =>
      import('./fields/EcsClusterPicker').then(m => m.ecsClusterPickerField),
  },
});

const eventPatternEditor = FormFieldBlueprint.make({
  name: 'event-pattern-editor',
  params: {
    field: () =>
      import('./fields/EventPatternEditor').then(
        m => m.eventPatternEditorField,
      ),
  },
});

const eventScaling = FormFieldBlueprint.make({
  name: 'event-scaling',
  params: {
    field: () => import('./fields/EventScaling').then(m => m.eventScalingField),
  },
});

const fargateSize = FormFieldBlueprint.make({
  name: 'fargate-size',
  params: {
    field: () => import('./fields/FargateSize').then(m => m.fargateSizeField),
  },
});

const awsAccountPicker = FormFieldBlueprint.make({
  name: 'aws-account-picker',
  params: {
    field: () =>
      import('./fields/AwsAccountPicker').then(m => m.awsAccountPickerField),
  },
});

const awsRegionPicker = FormFieldBlueprint.make({
  name: 'aws-region-picker',
  params: {
    field: () =>
      import('./fields/AwsRegionPicker').then(m => m.awsRegionPickerField),
  },
});

const serviceName = FormFieldBlueprint.make({
  name: 'service-name',
  params: {
    field: () => import('./fields/ServiceName').then(m => m.serviceNameField),
  },
});

const apiDestinationRate = FormFieldBlueprint.make({
  name: 'api-destination-rate',
  params: {
    field: () =>
      import('./fields/ApiDestinationRate').then(
        m => m.apiDestinationRateField,
      ),
  },
});

const whichPatternPage = SubPageBlueprint.make({
  name: 'which-pattern',
  params: {
    path: 'which-pattern',
    title: 'Which pattern?',
    loader: () =>
      import('./guide/WhichPatternPage').then(m => <m.WhichPatternPage />),
  },
});

/** The fields, by the names that templates use. */
export const fieldExtensions = [
  eventBusPicker,
  queuePicker,
  stateMachinePicker,
  ecsClusterPicker,
  eventPatternEditor,
  eventScaling,
  fargateSize,
  awsAccountPicker,
  awsRegionPicker,
  serviceName,
  apiDestinationRate,
];

/**
 * Form fields that know the live event topology, and the guide to the golden
 * paths, for the scaffolder.
 *
 * @public
 */
export const scaffolderModuleEcsEda = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [...fieldExtensions, whichPatternPage],
});
