// English: new custodian keys.

export const keys = {
  title: 'Make a custodian’s key',
  lead: 'The custodian is alone at the screen; the others stand behind the line. The key leaves its process only encrypted.',
  newKey: 'New key',
  number: (number: number) => `Key number ${number}`,
  insert: 'A new, empty stick, for this key alone.',
  alone: 'Only you look at this screen now. Leave the stick in until the key is made.',
  label: 'Name on the stick’s label',
  labelForm: 'Letters, digits, spaces and hyphens. It becomes the name of the file and of the certificate.',
  size: 'Size of the key',
  rsa3072: 'RSA-3072',
  advised: 'Advised. Made in seconds.',
  rsa4096: 'RSA-4096',
  larger: 'Larger. May take a minute.',
  make: 'Choose the passphrase and make the key',
  noMore: 'No more keys: finish',
  made: 'Key made',
  onStick: (number: number, label: string) =>
    `Key number ${number}, “${label}”, is on the stick, encrypted with the passphrase.`,
  takeOut: 'Take the stick out now.',
  certificate: 'SHA-256 of the certificate: write it down in full',
};
