import { darken, getContrastRatio, lighten } from '@material-ui/core/styles';

/** WCAG 2 AA for text of any size. */
const ENOUGH = 4.5;
const STEP = 0.06;
const MOST_STEPS = 12;

/**
 * A shade of a colour that can be read on a background. The theme's status
 * colours are made for dots; as text on white most of them are too light.
 */
export function readableOn(colour: string, background: string): string {
  const darkBackground = getContrastRatio('#fff', background) > ENOUGH;
  let shade = colour;
  for (
    let step = 1;
    step <= MOST_STEPS && getContrastRatio(shade, background) < ENOUGH;
    step += 1
  ) {
    shade = darkBackground
      ? lighten(colour, step * STEP)
      : darken(colour, step * STEP);
  }
  return shade;
}
