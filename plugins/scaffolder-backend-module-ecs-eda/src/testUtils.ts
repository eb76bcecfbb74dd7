/**
 * A harness to test golden paths with: a template is run by the real
 * scaffolder with given values, and gives its files, the synthesised stack and
 * what cdk-nag finds.
 *
 * @packageDocumentation
 */
export {
  HARNESS_PLACE,
  startGoldenPathHarness,
} from './harness/start-golden-path-harness';
export type {
  GoldenPathHarness,
  GoldenPathHarnessOptions,
  StampedProject,
  StampRequest,
} from './harness/start-golden-path-harness';
export type { StampedStep } from './harness/ScaffolderTasks';
export type { NagFinding, SynthesizedStack } from './cdk/read-assembly';
export type { CdkAppRun, RunCdkApp } from './cdk/synthesize';
export { StackDeployment } from './cloudformation/StackDeployment';
