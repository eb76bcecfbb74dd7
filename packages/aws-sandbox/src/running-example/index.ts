export {
  deployRunningExample,
  PARTNERS_ACCOUNT_ID,
  RUNNING_EXAMPLE_REGION,
  SHOP_ACCOUNT_ID,
} from './deploy-running-example';
export type {
  RunningExample,
  RunningExampleOptions,
} from './deploy-running-example';
