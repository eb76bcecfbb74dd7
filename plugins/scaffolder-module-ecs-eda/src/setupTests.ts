import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// A form with its pickers takes seconds to draw on a busy machine.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });
