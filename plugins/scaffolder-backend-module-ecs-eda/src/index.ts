/**
 * The golden paths' scaffolder actions.
 *
 * @packageDocumentation
 */
export { scaffolderModuleEcsEda as default } from './module';
