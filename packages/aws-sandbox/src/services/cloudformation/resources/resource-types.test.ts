import { allServices } from '../..';
import { resourceTypes } from './resource-types';

const declared = Object.entries(resourceTypes).flatMap(
  ([type, { operations }]) => (operations ? [[type, operations] as const] : []),
);

it.each(declared)(
  '%s calls operations that its service has',
  (_, { service, names }) => {
    const found = allServices.find(({ id }) => id === service);

    expect(names.filter(name => !found?.operations[name])).toEqual([]);
  },
);
