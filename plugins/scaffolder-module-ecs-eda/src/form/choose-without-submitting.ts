import { KeyboardEvent } from 'react';

/** Enter takes what is typed or highlighted; it does not send the form off. */
export function chooseWithoutSubmitting(event: KeyboardEvent): void {
  if (event.key === 'Enter') {
    event.preventDefault();
  }
}
