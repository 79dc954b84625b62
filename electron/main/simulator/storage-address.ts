// The address of a blob container, in both directions.
import { type Cloud, clouds } from '#core/azure/clouds.ts';
import { badParameter, type ServiceRefusal } from './answers.ts';

export interface ContainerAddress {
  readonly account: string;
  readonly container: string;
}

const accountPattern = /^[a-z0-9]{3,24}$/;
// Container names: 3 to 63 lower-case letters, digits and single hyphens.
const containerPattern = /^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const isAccountName = (name: string): boolean => accountPattern.test(name);
export const isContainerName = (name: string): boolean => containerPattern.test(name);

export const containerUri = (account: string, cloud: Cloud, container: string): string =>
  `https://${account}.${cloud.blobSuffix}/${container}`;

/**
 * Every part is checked against its own alphabet, so that no URI leads out of the state directory.
 * @throws 400
 */
export function parseContainerUri(text: string): ContainerAddress {
  const uri = URL.canParse(text) ? new URL(text) : undefined;
  const cloud = clouds.find(({ blobSuffix }) => uri?.hostname.endsWith(`.${blobSuffix}`));
  if (!uri || !cloud || uri.protocol !== 'https:' || uri.search !== '' || uri.hash !== '') throw refusedUri();
  const account = uri.hostname.slice(0, -cloud.blobSuffix.length - 1);
  const container = uri.pathname.replace(/^\//, '').replace(/\/$/, '');
  if (!isAccountName(account) || !isContainerName(container)) throw refusedUri();
  return { account, container };
}

const refusedUri = (): ServiceRefusal =>
  badParameter('storageResourceUri is not https://ACCOUNT.blob.SUFFIX/CONTAINER');
