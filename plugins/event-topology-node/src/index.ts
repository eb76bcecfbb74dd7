/**
 * Extension points of the event topology backend.
 *
 * @packageDocumentation
 */
export * from './sources';
export * from './extensions';
export * from './golden-paths';
