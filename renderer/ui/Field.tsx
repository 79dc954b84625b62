// A labelled line or block of text.
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: string;
  /** What is wrong with what was typed. It takes the place of the description. */
  readonly problem?: string;
  readonly isMono?: boolean;
  readonly isLong?: boolean;
  readonly type?: 'text' | 'password';
  readonly maxLength?: number;
  /** Has the keyboard as soon as it is there. */
  readonly isFirst?: boolean;
}

export function Field({
  label,
  value,
  onChange,
  description,
  problem,
  isMono,
  isLong,
  type = 'text',
  maxLength = 400,
  isFirst = false,
}: FieldProps) {
  return (
    <TextField
      className="field"
      value={value}
      onChange={onChange}
      type={type}
      maxLength={maxLength}
      autoComplete="off"
      spellCheck="false"
      autoFocus={isFirst}
      isInvalid={problem !== undefined}
    >
      <Label>{label}</Label>
      {isLong === true ? <TextArea /> : <Input {...(isMono === true ? { className: 'mono' } : {})} />}
      {description !== undefined && problem === undefined && <Text slot="description">{description}</Text>}
      <FieldError>{problem}</FieldError>
    </TextField>
  );
}
