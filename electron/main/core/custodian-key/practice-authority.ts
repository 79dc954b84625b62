// The authority of attestations in practice. Its key is public (simulator/attestation-root.ts): what it signs proves nothing, and counts in practice
// alone.
import { parseX509, type X509 } from '../x509/certificate.ts';
import { yubicoAuthorities } from './yubico-authorities.ts';

// PRACTICE PIV Root CA
const practiceRoot = `
MIIBVDCB+6ADAgECAgEBMAoGCCqGSM49BAMCMB8xHTAbBgNVBAMMFFBSQUNUSUNFIFBJViBSb290IENBMCAXDTE2MDMxNDAwMDAwMFoYDzIwNTIwNDE3MDAw
MDAwWjAfMR0wGwYDVQQDDBRQUkFDVElDRSBQSVYgUm9vdCBDQTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABClG/aHc49ERcnfzaJwEhLujwrgRCu0PkrTn
Y+tDknN2YIuQIfOYfv/Uj6HpXIVQekL34SkS8osWuVTsmb734HmjJjAkMA4GA1UdDwEB/wQEAwIBBjASBgNVHRMBAf8ECDAGAQH/AgEBMAoGCCqGSM49BAMC
A0gAMEUCIG+pGtFEteSqBGD0FUHm2lZxTzTZJm97zL729T9UXCJPAiEAov5Ivymh75PayPLJhnE0swPId2o3L9tko2vVN/gADnY=`;

/** Whose signature counts on the certificate in a token's slot f9. */
export const attestationAuthorities = (practice: boolean): readonly X509[] =>
  practice ? [...yubicoAuthorities, parseX509(Buffer.from(practiceRoot, 'base64'))] : yubicoAuthorities;
