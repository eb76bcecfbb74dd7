import {
  INITIAL_VIEW,
  readViewState,
  ViewState,
  writeViewState,
} from './view-state';

const EVERYTHING: ViewState = {
  view: 'table',
  rows: 'connections',
  selection: { type: 'node', id: 'arn:aws:sqs:eu-central-1:123456789012:a&b' },
  filters: {
    text: 'loyalty dlq',
    kinds: ['rule', 'queue'],
    health: ['critical', 'warning'],
    accounts: ['123456789012'],
    owners: ['group:default/loyalty-team'],
  },
  onlyMatching: true,
  openGroups: ['system:default/shop'],
  collapsedGroups: ['bus:arn:aws:events:eu-central-1:123456789012:event-bus/x'],
  sort: { column: 'name', descending: true },
};

describe('the view in the address', () => {
  it('survives the way there and back', () => {
    const params = writeViewState(EVERYTHING, new URLSearchParams());
    expect(readViewState(new URLSearchParams(params.toString()))).toEqual(
      EVERYTHING,
    );
  });

  it('is empty for the view that the page opens with', () => {
    expect(writeViewState(INITIAL_VIEW, new URLSearchParams()).toString()).toBe(
      '',
    );
    expect(readViewState(new URLSearchParams())).toEqual(INITIAL_VIEW);
  });

  it('keeps parameters that belong to others', () => {
    expect(
      writeViewState(
        INITIAL_VIEW,
        new URLSearchParams('debug=1&q=x'),
      ).toString(),
    ).toBe('debug=1');
  });

  it('passes over what it does not know', () => {
    expect(
      readViewState(
        new URLSearchParams('kind=spaceship&health=fine&sort=-mass&view=cube'),
      ),
    ).toEqual(INITIAL_VIEW);
  });
});
