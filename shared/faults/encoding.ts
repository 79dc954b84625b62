// What can be wrong with the plain encodings: JSON, base64, PEM, DER.

export type EncodingFault =
  | { readonly code: 'JSON_TOO_LARGE'; readonly bytes: number; readonly limit: number }
  | { readonly code: 'JSON_BOM' }
  | { readonly code: 'JSON_NOT_UTF8' }
  | { readonly code: 'JSON_SYNTAX'; readonly offset: number }
  | { readonly code: 'JSON_TRAILING_BYTES'; readonly offset: number }
  | { readonly code: 'JSON_TOO_DEEP'; readonly limit: number }
  | { readonly code: 'JSON_DUPLICATE_MEMBER'; readonly member: string; readonly offset: number }
  | { readonly code: 'JSON_LONE_SURROGATE'; readonly offset: number }
  | { readonly code: 'JSON_NUMBER_UNSAFE'; readonly offset: number }
  | { readonly code: 'JSON_NUMBER_NOT_FINITE'; readonly offset: number }
  | { readonly code: 'JSON_NUMBER_NOT_INTEGER'; readonly offset: number }
  | { readonly code: 'BASE64_INVALID'; readonly variant: 'base64' | 'base64url' }
  | { readonly code: 'PEM_MALFORMED'; readonly offset: number }
  | { readonly code: 'PEM_LABEL_MISSING'; readonly wanted: readonly string[]; readonly found: readonly string[] }
  | { readonly code: 'PEM_SEVERAL_BLOCKS'; readonly labels: readonly string[] }
  | { readonly code: 'DER_MALFORMED'; readonly offset: number };
