export { scaffolderModuleExample as default } from './module';
