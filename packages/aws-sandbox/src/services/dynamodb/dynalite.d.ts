declare module 'dynalite/db' {
  /** Tables and items of one account and region. */
  export interface Store {
    tableDb: { awsAccountId: string; awsRegion: string };
  }
  export function create(options: {
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Store;
}

declare module 'dynalite/validations' {
  import { Store } from 'dynalite/db';

  export function checkTypes(data: object, types: object): object;
  export function checkValidations(
    data: object,
    types: object,
    custom: unknown,
    store: Store,
  ): void;
}
