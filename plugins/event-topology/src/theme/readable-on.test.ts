import { getContrastRatio } from '@material-ui/core/styles';
import { readableOn } from './readable-on';

describe('readableOn', () => {
  it.each([
    ['#1DB954', '#fff'],
    ['#FF9800', '#fff'],
    ['#E22134', '#424242'],
    ['#757575', '#333333'],
    ['#FFED51', '#ffffff'],
  ])('gives a shade of %s that can be read on %s', (colour, background) => {
    const shade = readableOn(colour, background);
    expect(getContrastRatio(shade, background)).toBeGreaterThanOrEqual(4.5);
  });

  it('leaves alone what can be read', () => {
    expect(readableOn('#000', '#fff')).toBe('#000');
  });
});
