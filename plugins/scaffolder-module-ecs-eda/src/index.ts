/**
 * Form fields that know the live event topology, and the *Which pattern?*
 * guide, for the scaffolder.
 *
 * @packageDocumentation
 */
export { scaffolderModuleEcsEda as default } from './module';
export { scaffolderEcsEdaTranslationRef } from './translation';
