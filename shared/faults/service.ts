// What can be wrong with calls to the Managed HSM service.

export type ServiceFault = never;
