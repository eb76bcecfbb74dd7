/**
 * Makes catalog entities of the event topology.
 *
 * @packageDocumentation
 */
export { catalogModuleEventTopology as default } from './module';
export { entitiesOfAccounts } from './permissions/entities-of-accounts';
