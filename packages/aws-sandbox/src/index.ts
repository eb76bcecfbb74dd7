/**
 * A local AWS endpoint with a moving data plane, for demonstrations and tests.
 *
 * @packageDocumentation
 */
export * from './core';
export type { ContainerLogLine, ContainerProgram } from './containers';
export * from './server';
export {
  findLoadBalancerByHost,
  requestLoadBalancer,
  setHostAlias,
} from './services/elasticloadbalancing/data-plane';
export {
  createTopic as createKafkaTopic,
  pollTopic as pollKafkaTopic,
  produceToTopic as produceToKafkaTopic,
} from './services/kafka/data-plane';
export {
  receiveFromBroker,
  sendToBroker,
  subscribeToBroker,
} from './services/mq/data-plane';
export { allServices } from './services';
export { main } from './command-line';
