// The kinds of keys that a Managed HSM makes and takes: curves, sizes, and what each kind is for.
import { createPrivateKey, generateKeyPair, getCurves, type KeyObject, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { badParameter, ServiceRefusal } from './answers.ts';
import type { StoredKeyVersion } from './hsm-state.ts';

/** By the service's name; the other two are those of Node. */
const curves = {
  'P-256': { named: 'prime256v1' },
  'P-256K': { named: 'secp256k1' },
  'P-384': { named: 'secp384r1' },
  'P-521': { named: 'secp521r1' },
} as const;
type CurveName = keyof typeof curves;

const isCurve = (name: string): name is CurveName => Object.hasOwn(curves, name);

/**
 * The library of this process has to know a curve: BoringSSL, which is inside Electron, has no P-256K.
 * @throws 400
 */
function curveHere(name: CurveName): (typeof curves)[CurveName] {
  const curve = curves[name];
  return getCurves().includes(curve.named) ? curve : curveNotSupported(name);
}

function curveNotSupported(name: string): never {
  const message = `This program has no curve ${name}. The practice HSM of the command line (npm run lifeboat) has it.`;
  throw new ServiceRefusal(400, 'CurveNotSupported', message);
}

/**
 * A key as it is kept.
 * @throws 400 where it was made by a program that knows more curves
 */
export function privateKey({ kty, material }: Material): KeyObject {
  try {
    return createPrivateKey({ key: Buffer.from(material, 'base64'), format: 'der', type: 'pkcs8' });
  } catch (error) {
    if (kty === 'EC-HSM' && !getCurves().includes(curves['P-256K'].named)) curveNotSupported('P-256K');
    throw error;
  }
}

/** The service's name of the curve of a key in Node. */
export function curveOf(key: KeyObject): CurveName | undefined {
  const named = key.asymmetricKeyDetails?.namedCurve;
  return Object.keys(curves)
    .filter(isCurve)
    .find((name) => curves[name].named === named);
}

const rsaBits: readonly number[] = [2048, 3072, 4096];
export const aesBits: readonly number[] = [128, 192, 256];

const operationNames = ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey', 'import', 'export'] as const;

/** @throws 400 */
export function checkOperations(operations: readonly string[] | null | undefined): void {
  const unknown = operations?.find((name) => !operationNames.some((one) => one === name));
  if (unknown !== undefined) throw badParameter(`There is no key operation ${unknown}.`);
}

export const defaultOperations = {
  'RSA-HSM': ['wrapKey', 'decrypt', 'encrypt', 'unwrapKey', 'sign', 'verify'],
  'EC-HSM': ['sign', 'verify'],
  'oct-HSM': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
} as const;

const makeKeyPair = promisify(generateKeyPair);

const pkcs8 = (key: KeyObject): string => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');

/** What a request asks for. */
interface WantedKey {
  readonly kty: string;
  readonly key_size?: number | null | undefined;
  readonly crv?: string | null | undefined;
  readonly public_exponent?: number | null | undefined;
}

type Material = Pick<StoredKeyVersion, 'kty' | 'material'>;

/**
 * Makes a key. Every key of an HSM is one of an HSM, whatever the request calls it (recorded).
 * @throws 400
 */
export async function makeMaterial(wanted: WantedKey): Promise<Material> {
  switch (wanted.kty) {
    case 'RSA':
    case 'RSA-HSM': {
      const modulusLength = wanted.key_size ?? 2048;
      if (!rsaBits.includes(modulusLength)) throw badParameter('The key_size of RSA is 2048, 3072 or 4096.');
      const publicExponent = wanted.public_exponent ?? 65_537;
      if (![3, 17, 65_537].includes(publicExponent)) throw badParameter('The public_exponent is 3, 17 or 65537.');
      return {
        kty: 'RSA-HSM',
        material: pkcs8((await makeKeyPair('rsa', { modulusLength, publicExponent })).privateKey),
      };
    }
    case 'EC':
    case 'EC-HSM': {
      const name = wanted.crv ?? 'P-256';
      if (!isCurve(name)) throw badParameter(`The crv is one of ${Object.keys(curves).join(', ')}.`);
      return {
        kty: 'EC-HSM',
        material: pkcs8((await makeKeyPair('ec', { namedCurve: curveHere(name).named })).privateKey),
      };
    }
    case 'oct':
    case 'oct-HSM': {
      const bits = wanted.key_size ?? 256;
      if (!aesBits.includes(bits)) throw badParameter('The key_size of oct is 128, 192 or 256.');
      return { kty: 'oct-HSM', material: randomBytes(bits / 8).toString('base64') };
    }
    default:
      throw badParameter('The kty is RSA-HSM, EC-HSM or oct-HSM.');
  }
}
