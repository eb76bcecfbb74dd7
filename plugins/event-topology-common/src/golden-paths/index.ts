export * from './profile';
export * from './limits';
export * from './names';
