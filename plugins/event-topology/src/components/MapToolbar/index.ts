export { MapToolbar } from './MapToolbar';
export { filterOptions } from './filter-options';
