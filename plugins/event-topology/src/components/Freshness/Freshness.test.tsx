import { screen } from '@testing-library/react';
import { FakeEventTopologyApi } from '../../__fixtures__/FakeEventTopologyApi';
import { shopSnapshot } from '../../__fixtures__/shop';
import { renderPage } from '../../__testUtils__/render-page';

// On its own: permissions are remembered for as long as the app runs.
describe('the refresh button', () => {
  it('says why a reader without the permission cannot press it', async () => {
    const api = new FakeEventTopologyApi();
    api.snapshot = shopSnapshot();
    renderPage(api, { mayRefresh: false });
    expect(
      await screen.findByRole('button', {
        name: 'You are not allowed to ask for a refresh',
      }),
    ).toBeDisabled();
  });
});
