import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import { useEffect, useState } from 'react';

const useStyles = makeStyles({
  // A shrunk label has the room of a large one: it need not wrap.
  label: { whiteSpace: 'nowrap' },
});

/**
 * A number that can be typed freely: only what is a number reaches the form,
 * and a half-typed one stays on the screen.
 */
export function NumberField(props: {
  id: string;
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  min?: number;
  max?: number;
  step?: number | 'any';
  unit?: string;
  helperText?: string;
  error?: boolean;
  required?: boolean;
  disabled?: boolean;
  className?: string;
}) {
  const classes = useStyles();
  const { value, onChange, min, max, step = 'any', helperText, unit } = props;
  const [typed, setTyped] = useState(shown(value));

  // Another value from outside replaces what was typed; the same one does not.
  useEffect(() => {
    setTyped(now => (numberIn(now) === value ? now : shown(value)));
  }, [value]);

  const helperId = helperText ? `${props.id}-help` : undefined;
  return (
    <TextField
      id={props.id}
      type="number"
      label={unit ? `${props.label} (${unit})` : props.label}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        onChange(numberIn(target.value));
      }}
      margin="dense"
      variant="outlined"
      className={props.className}
      error={props.error}
      required={props.required}
      disabled={props.disabled}
      helperText={helperText}
      FormHelperTextProps={{ id: helperId }}
      InputLabelProps={{ shrink: true, className: classes.label }}
      inputProps={{ min, max, step, 'aria-describedby': helperId }}
    />
  );
}

function shown(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function numberIn(typed: string): number | undefined {
  const value = Number(typed);
  return typed.trim() === '' || !Number.isFinite(value) ? undefined : value;
}
