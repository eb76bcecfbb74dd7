export { Paging } from './Paging';
export { usePaging } from './use-paging';
