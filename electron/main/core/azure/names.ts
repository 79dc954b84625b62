// Names as Azure writes them: of regions, of resources in addresses, of HSMs in the control plane.

/** A region in Azure's plain spelling. Recorded: the service echoes one as it was sent, "East US 2" for `eastus2`. */
export const plainRegion = (region: string): string => region.replaceAll(' ', '').toLowerCase();

/** The name of an HSM or a storage account: the first label of its address. */
export const nameInAddress = (uri: string): string => new URL(uri).hostname.split('.')[0] ?? '';

/** Resource id of an HSM. */
export const hsmResourceId = (subscription: string, resourceGroup: string, name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/${resourceGroup}/providers/Microsoft.KeyVault/managedHSMs/${name}`;
