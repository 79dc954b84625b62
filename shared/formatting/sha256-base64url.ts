/** SHA-256 in base64url without padding: 43 letters, the last of which carries 4 bits. */
export const sha256Base64url = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
